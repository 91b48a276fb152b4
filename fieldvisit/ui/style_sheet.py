"""Colours and padding of Qt's standard widgets, written from the tokens; delegates paint the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import Template
from types import MappingProxyType

from PySide6.QtGui import QColor, QPalette

from fieldvisit.ui.tokens import Tokens

_SHEET = Template("""
QMainWindow, QDialog, QStackedWidget, QScrollArea, QMessageBox { background: $bg; }
QWidget[surface="side"] { background: $side; }
QDialog[surface="popup"] { border: 1px solid $line2; }
QWidget[surface="sample"] { background: $amber_bg; }
QWidget[surface="page"] { background: $bg; }
QLabel[tone="text2"] { color: $text2; }
QLabel[tone="text3"] { color: $text3; }
QLabel[tone="red"] { color: $red; }
QLabel[tone="amber"] { color: $amber; }
QLabel[tone="accent"] { color: $accent; }
QFrame[rule="below"] { border: 0; border-bottom: 1px solid $line; }
QFrame[rule="above"] { border: 0; border-top: 1px solid $line; }
QFrame[rule="left"] { border: 0; border-left: 1px solid $line; }
QFrame[rule="right"] { border: 0; border-right: 1px solid $line; }

QPushButton { background: $bg; color: $text; border: 1px solid $line2; border-radius: ${r6}px;
  padding: 0 ${s12}px; min-height: ${h30}px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $select; border-color: $accent; color: $accent; }
QPushButton:focus { border: 2px solid $accent; padding: 0 ${s11}px; min-height: ${h28}px; }
QPushButton:disabled { color: $text3; background: $side; border-color: $line; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $side; color: $text3; border-color: $line; }
QPushButton[bar="true"] { min-height: ${h24}px; padding: 0 ${s12}px; }
QPushButton[bar="true"]:focus { min-height: ${h22}px; padding: 0 ${s11}px; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; color: $accent;
  padding: 0 ${s4}px; min-height: ${h22}px; }
QPushButton[kind="link"]:focus { border: 2px solid $accent; padding: 0 ${s3}px; min-height: ${h20}px; }
QPushButton[kind="link"]:disabled { color: $text3; }
QPushButton::menu-indicator { width: 0; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: ${r6}px;
  padding: ${s4}px; }
QToolButton:hover { background: $hover; }
QToolButton:checked { background: $select; }
QToolButton:focus { border: 2px solid $accent; padding: ${s3}px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox {
  background: $field; color: $text; border: 1px solid $edge; border-radius: ${r6}px;
  padding: 0 ${s8}px; min-height: ${h30}px;
  selection-background-color: $accent; selection-color: $on_accent; }
QPlainTextEdit, QTextEdit { padding: ${s4}px ${s6}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus {
  border: 2px solid $accent; padding: 0 ${s7}px; min-height: ${h28}px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: ${s3}px ${s5}px; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled {
  background: $side; color: $text3; border-color: $line2; }
QLineEdit:read-only { background: $side; }
QLineEdit[refused="true"], QComboBox[refused="true"], QPlainTextEdit[refused="true"] {
  border: 2px solid $red_mark; }
QLineEdit[sunk="true"] { background: $sunk; border: 1px solid $line2; }
QLineEdit[sunk="true"]:focus { background: $field; border: 2px solid $accent; }
QComboBox QLineEdit, QComboBox QLineEdit:focus {
  border: 0; padding: 0; background: transparent; min-height: 0; }
QComboBox::drop-down { border: 0; width: ${h24}px; }
QComboBox::down-arrow { image: url("$chevron"); width: ${h16}px; height: ${h16}px; }
QComboBox QAbstractItemView { background: $bg; border: 1px solid $line2; outline: 0;
  selection-background-color: $select; selection-color: $text; }

QCheckBox, QRadioButton { spacing: ${s8}px; background: transparent; border: 2px solid transparent;
  border-radius: ${r4}px; padding: ${s2}px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $accent; }
QCheckBox::indicator { width: ${h14}px; height: ${h14}px; border: 1px solid $edge; border-radius: ${r4}px;
  background: $field; }
QCheckBox::indicator:checked { image: url("$check"); background: $accent; border-color: $accent; }
QCheckBox::indicator:disabled { background: $side; border-color: $line2; }
QCheckBox::indicator:checked:disabled { background: $line2; }
QRadioButton::indicator { width: ${h14}px; height: ${h14}px; border: 1px solid $edge; border-radius: ${h8}px;
  background: $field; }
QRadioButton::indicator:checked { background: $field; border: ${s4}px solid $accent;
  width: ${h8}px; height: ${h8}px; }

QAbstractItemView { background: $bg; color: $text; border: 0; outline: 0; selection-background-color: $select;
  selection-color: $text; gridline-color: $line; }
QListView[surface="side"], QScrollArea[surface="side"] { background: $side; }
QHeaderView { background: $bg; border: 0; }
QHeaderView::section { background: $bg; color: $text2; border: 0; border-bottom: 1px solid $line2;
  padding: 0 ${s12}px; }
QTableWidget::item, QTableWidget QHeaderView::section { padding: 0 ${s8}px; }
QTableCornerButton::section { background: $bg; border: 0; border-bottom: 1px solid $line2; }

QTabWidget::pane { border: 0; }
QTabBar { background: $bg; border: 0; }
QTabBar::tab { background: $bg; color: $text2; border: 2px solid transparent;
  padding: ${s8}px ${s12}px; margin: 0 ${s4}px; }
QTabBar::tab:hover { color: $text; background: $hover; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }
QTabBar::scroller { width: ${h44}px; }
QTabBar QToolButton::left-arrow { image: url("$back"); width: ${h16}px; height: ${h16}px; }
QTabBar QToolButton::right-arrow { image: url("$onward"); width: ${h16}px; height: ${h16}px; }
QTabBar QToolButton { background: $bg; color: $text; border: 0; border-left: 1px solid $line2; border-radius: 0;
    padding: 0; }
QTabBar::tab:selected:focus { border-color: $accent; border-radius: ${r4}px; }

QProgressBar { background: $sunk; border: 0; border-radius: 2px; min-height: ${h4}px; max-height: ${h4}px; }
QProgressBar::chunk { background: $ink; border-radius: 2px; }

QScrollBar { background: transparent; border: 0; }
QScrollBar:vertical { width: ${h10}px; }
QScrollBar:horizontal { height: ${h10}px; }
QScrollBar::handle { background: $line2; border-radius: ${s4}px; margin: 1px;
  min-height: ${h24}px; min-width: ${h24}px; }
QScrollBar::handle:hover { background: $mid; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }

QMenu { background: $bg; border: 1px solid $line2; padding: ${s4}px; }
QMenu::item { padding: ${s6}px ${s16}px; border-radius: ${r4}px; }
QMenu::item:selected { background: $select; }
QMenu::item:disabled { color: $text3; }
QMenu::separator { height: 1px; background: $line; margin: ${s4}px 0; }
QToolTip { background: $side; color: $text; border: 1px solid $line2; padding: ${s4}px; }
QGroupBox { border: 0; margin-top: ${s16}px; }
QGroupBox::title { subcontrol-origin: margin; left: 0; color: $text2; }
QCalendarWidget QWidget { background: $bg; alternate-background-color: $side; }
QCalendarWidget QToolButton { color: $text; }
""")

PICTURES = MappingProxyType(
    {
        "chevron": ("chevron-down", "text2"),
        "check": ("check", "on_accent"),
        "back": ("chevron-left", "text"),
        "onward": ("chevron-right", "text"),
    }
)
"""Icon and token of each picture."""
_RADII = (4, 6, 8)
_SPACES = (2, 3, 4, 5, 6, 7, 8, 11, 12, 16)
_HEIGHTS = (4, 8, 10, 14, 16, 20, 22, 24, 28, 30, 44)


def style_sheet(tokens: Tokens, px: Callable[[float], int], pictures: Mapping[str, str]) -> str:
    """The whole sheet; `pictures` are files of the small pictures in standard controls, by the names in `PICTURES`."""
    lengths = {f"r{n}": px(n) for n in _RADII} | {f"s{n}": px(n) for n in _SPACES} | {f"h{n}": px(n) for n in _HEIGHTS}
    return _SHEET.substitute({**tokens._asdict(), **lengths, **pictures})


def palette_of(tokens: Tokens) -> QPalette:
    """Qt's own palette from the tokens, for what no style sheet reaches."""
    palette = QPalette()
    for role, colour in _roles(tokens).items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.text3))
    return palette


def _roles(tokens: Tokens) -> dict[QPalette.ColorRole, str]:
    role = QPalette.ColorRole
    return {
        role.Window: tokens.bg,
        role.WindowText: tokens.text,
        role.Base: tokens.field,
        role.AlternateBase: tokens.side,
        role.Text: tokens.text,
        role.Button: tokens.bg,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.red,
        role.Highlight: tokens.select,
        role.HighlightedText: tokens.text,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.ToolTipBase: tokens.side,
        role.ToolTipText: tokens.text,
        role.PlaceholderText: tokens.text3,
        role.Light: tokens.line,
        role.Midlight: tokens.line,
        role.Mid: tokens.line2,
        role.Dark: tokens.edge,
        role.Shadow: tokens.edge,
        role.Accent: tokens.accent,
    }
