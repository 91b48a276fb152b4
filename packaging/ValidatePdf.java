import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Checks files against standards with veraPDF: ValidatePdf 3a,ua1 FILE... One line for each file and standard. */
public class ValidatePdf {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int at = 1; at < arguments.length; at++) {
            for (String standard : arguments[0].split(",")) {
                System.out.println(arguments[at] + "\t" + standard + "\t" + told(arguments[at], standard));
            }
        }
    }

    private static String told(String path, String standard) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(standard);
        try (FileInputStream file = new FileInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour)) {
            ValidationResult found = Foundries.defaultInstance().createValidator(flavour, false).validate(parser);
            return found.isCompliant() ? "fits" : failures(found).toString();
        }
    }

    private static Map<String, Integer> failures(ValidationResult found) {
        Map<String, Integer> counted = new TreeMap<>();
        for (TestAssertion each : found.getTestAssertions()) {
            if (each.getStatus() == TestAssertion.Status.FAILED) {
                String rule = each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber();
                counted.merge(rule + " " + each.getMessage().replaceAll("\\s+", " "), 1, Integer::sum);
            }
        }
        return counted;
    }
}
