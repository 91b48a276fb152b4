from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QToolButton

from fieldvisit.domain import formats, language
from fieldvisit.domain.entry import calculated
from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.settings import Thresholds
from fieldvisit.ui.pages.threshold_names import THRESHOLDS
from fieldvisit.ui.speech import speak
from fieldvisit.ui.theme import Choice, theme
from fieldvisit.usecases.settings import load_settings


@pytest.fixture
def own_language():
    """What is spoken inside the test is not heard outside of it."""
    before = language.current()
    yield
    language.use(before)


@pytest.fixture
def page(shell):
    shell.go_to("settings")
    return shell.current()


def field(page, key):
    found = page.findChild(QLineEdit, key)
    assert found is not None
    return found


def typed(qtbot, line, text):
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_the_name_is_kept_on_leaving_the_field(page, shell, store, qtbot):
    typed(qtbot, field(page, "rep_name"), "Lin Yue")
    assert load_settings(store).rep_name == "Lin Yue"


def test_every_threshold_can_be_set():
    named = {name.key for _, names in THRESHOLDS for name in names}
    assert named == set(Thresholds.__dataclass_fields__)


def test_a_share_is_typed_in_percent(page, store, qtbot):
    page.tabs.setCurrentWidget(page.thresholds)
    typed(qtbot, field(page, "price_deviation"), "4.5")
    assert load_settings(store).thresholds.price_deviation == Decimal("0.045")
    assert field(page, "price_deviation").text() == "4.5"


def test_what_is_no_number_is_refused_and_the_threshold_stays(page, store, qtbot):
    page.tabs.setCurrentWidget(page.thresholds)
    typed(qtbot, field(page, "lead_time_days"), "soon")
    message = page.thresholds.rows["lead_time_days"].message
    assert message.isVisible()
    assert load_settings(store).thresholds.lead_time_days == 4
    typed(qtbot, field(page, "lead_time_days"), "6")
    assert not message.isVisible()
    assert load_settings(store).thresholds.lead_time_days == 6


def test_half_a_day_is_refused_below_its_own_line(page, store, qtbot):
    page.tabs.setCurrentWidget(page.thresholds)
    typed(qtbot, field(page, "lead_time_days"), "10.5")
    message = page.thresholds.rows["lead_time_days"].message
    assert message.text() == "Whole numbers only, such as 10 or 11."
    line = field(page, "lead_time_days")
    assert 0 < message.y() - line.y() < 2 * line.height()
    assert line.accessibleDescription() == message.text()
    assert load_settings(store).thresholds.lead_time_days == 4


def test_all_thresholds_go_back_to_their_defaults(page, store, qtbot):
    page.tabs.setCurrentWidget(page.thresholds)
    typed(qtbot, field(page, "lead_time_days"), "9")
    qtbot.mouseClick(page.thresholds.reset, Qt.MouseButton.LeftButton)
    assert load_settings(store).thresholds == Thresholds()
    assert field(page, "lead_time_days").text() == "4"


def test_the_checklist_is_edited_and_put_back(page, store, qtbot):
    page.tabs.setCurrentWidget(page.tools)
    page.tools.lines.setPlainText("Samples\n\nSamples\nLaser meter")
    page.tools.commit()
    assert load_settings(store).sales_tools == ("Samples", "Laser meter")
    qtbot.mouseClick(page.tools.reset, Qt.MouseButton.LeftButton)
    assert load_settings(store).sales_tools == ()


def test_the_look_is_asked_for_from_the_window(page, shell, qtbot):
    box = page.window_form.theme.box
    with qtbot.waitSignal(shell.desk.look_changed) as asked:
        box.setCurrentIndex(2)
        box.activated.emit(2)
    assert asked.args == ["theme", "dark"]


def test_number_marks_hold_for_what_is_shown_and_what_is_typed(own_language):
    for marks, shown in (("1,234.56", "1,234.50"), ("1.234,56", "1.234,50"), ("1 234,56", "1\u00a0234,50")):
        speak("en", marks)
        assert formats.money(Decimal("1234.5")) == shown
        assert calculated(shown) == Decimal("1234.5")
        assert calculated(shown.replace("\u00a0", " ")) == Decimal("1234.5")


def test_without_a_choice_the_language_marks_its_numbers(own_language):
    speak("zh")
    assert formats.money(Decimal("1234.5")) == "1,234.50"
    speak("en", "no such marks")
    assert formats.money(Decimal("1234.5")) == "1,234.50"


def test_a_choice_of_number_marks_is_told_to_the_window(page, qtbot):
    page.tabs.setCurrentWidget(page.window_form)
    with qtbot.waitSignal(page.desk.look_changed) as told:
        page.window_form.numbers.committed.emit("1.234,56")
    assert told.args == ["numbers", "1.234,56"]


def test_a_full_disk_is_told_in_words_and_nothing_is_half_kept(page, store):
    with store.write() as session:
        pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar()
        session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    long_address = "Dongwu Road 168, " * 200_000
    with pytest.raises(KnownError) as refused:
        page.change(company="Qinghe", company_address=long_address)
    assert "full" in str(refused.value) or "space" in str(refused.value)
    assert load_settings(store).company == ""


def test_tabs_without_room_are_led_to_by_buttons_that_can_be_hit(page, shell, qtbot):
    theme().choose(Choice.DARK, 200)
    shell.rebuild()
    shell.resize(700, 600)
    tabs = shell.go_to("settings").tabs
    buttons = tabs.tabBar().findChildren(QToolButton)
    qtbot.waitUntil(lambda: all(each.isVisible() for each in buttons))
    assert all(each.width() >= theme().px(20) for each in buttons)
    last = tabs.tabBar().tabRect(tabs.count() - 1)
    assert last.left() > tabs.width()
    for _ in range(tabs.count()):
        qtbot.mouseClick(buttons[-1], Qt.MouseButton.LeftButton)
    assert tabs.tabBar().tabRect(tabs.count() - 1).left() < buttons[0].x()


def test_what_is_divided_by_or_compared_with_is_at_least_one(page, store, qtbot):
    page.tabs.setCurrentWidget(page.thresholds)
    for key, kept in (("rate_days", 90), ("others_minimum", 3)):
        typed(qtbot, field(page, key), "0")
        assert page.thresholds.rows[key].message.text() == "Enter a number from 1 to 1,000."
        assert getattr(load_settings(store).thresholds, key) == kept
