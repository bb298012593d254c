// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/documents/documentbar.h"

#include <QtCore/QDir>
#include <QtCore/QEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QToolButton>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {
constexpr int NameWidth = 210, LeastName = 72; ///< of a recipe's name on its tab, in px
constexpr int BesideName = 112; ///< mark, version, close button and padding
} // namespace

DocumentBar::DocumentBar(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_tabs(new QTabBar)
    , m_more(new QToolButton)
    , m_row(new QHBoxLayout(this))
{
    setObjectName(u"documentBar"_s);
    setProperty("panel", u"raised"_s);
    m_tabs->setObjectName(u"documentTabs"_s);
    m_tabs->setTabsClosable(true);
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setElideMode(Qt::ElideNone);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->installEventFilter(this);
    m_more->setObjectName(u"documentMenu"_s);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto *menu = new QMenu(m_more);
    menu->addAction(QString(), this, &DocumentBar::newRequested)->setObjectName(u"documentNew"_s);
    menu->addAction(QString(), this, &DocumentBar::openRequested)->setObjectName(u"documentOpen"_s);
    menu->addAction(QString(), this, &DocumentBar::saveAsRequested)
        ->setObjectName(u"documentSaveAs"_s);
    menu->addSeparator();
    menu->addAction(QString(), this, &DocumentBar::formulaRequested)
        ->setObjectName(u"documentFormula"_s);
    menu->addAction(QString(), this, &DocumentBar::riskRequested)->setObjectName(u"documentRisk"_s);
    menu->addAction(QString(), this, &DocumentBar::proofRequested)
        ->setObjectName(u"documentProof"_s);
    menu->addAction(QString(), this, &DocumentBar::compileRequested)
        ->setObjectName(u"documentCompile"_s);
    menu->addSeparator();
    menu->addAction(QString(), this, &DocumentBar::importRequested)
        ->setObjectName(u"documentImport"_s);
    menu->addAction(QString(), this, &DocumentBar::exportRequested)
        ->setObjectName(u"documentExport"_s);
    m_more->setMenu(menu);
    m_row->setContentsMargins(Theme::space2, 0, Theme::space2, 0);
    m_row->setSpacing(Theme::space2);
    m_row->addWidget(m_tabs, 1);
    m_row->addWidget(m_more);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        if (!m_filling && tab >= 0)
            Q_EMIT chosen(tab);
    });
    connect(m_tabs, &QTabBar::tabCloseRequested, this, &DocumentBar::closeRequested);
    DocumentBar::retranslate();
    DocumentBar::restyle();
}

void DocumentBar::setTabs(const QVector<Tab> &tabs, int current)
{
    m_filling = true;
    while (m_tabs->count() > tabs.size())
        m_tabs->removeTab(m_tabs->count() - 1);
    while (m_tabs->count() < tabs.size())
        m_tabs->addTab(QString());
    m_what = tabs;
    for (int i = 0; i < tabs.size(); ++i)
        show(i);
    m_tabs->setCurrentIndex(current);
    m_filling = false;
}

void DocumentBar::show(int tab)
{
    const Tab &what = m_what.at(tab);
    // The version stays in sight: of a long name only its beginning stands there.
    const QString whole = what.title.in(language());
    const qsizetype version = whole.lastIndexOf(u" · v"_s);
    const QString name = version < 0 ? whole : whole.left(version);
    const QString title
        = QFontMetrics(Theme::font(Theme::body, true)).elidedText(name, Qt::ElideRight, nameWidth())
        + whole.mid(name.size());
    const QString text
        = (what.modified ? u"● "_s : QString()) + QString(title).replace(u'&', u"&&"_s);
    if (m_tabs->tabText(tab) != text)
        m_tabs->setTabText(tab, text);
    const QString where
        = what.fileName.isEmpty() ? tr("Not saved yet") : QDir::toNativeSeparators(what.fileName);
    m_tabs->setTabToolTip(
        tab, whole + u'\n' + (what.modified ? tr("%1: changes are not saved").arg(where) : where));
}

// Names share the room that there is, so that no tab is cut off while there are few.
int DocumentBar::nameWidth() const
{
    const int each = m_tabs->width() / std::max(1, int(m_what.size()));
    return std::clamp(each - BesideName, LeastName, NameWidth);
}

bool DocumentBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_tabs && event->type() == QEvent::Resize) {
        for (int i = 0; i < m_what.size(); ++i)
            show(i);
    }
    return Page::eventFilter(watched, event);
}

void DocumentBar::addWidget(QWidget *widget)
{
    m_row->addWidget(widget);
}

void DocumentBar::setTemplates(const QVector<std::pair<QString, LocalizedText>> &templates)
{
    QMenu *menu = m_more->menu();
    const QList<QAction *> old = menu->actions();
    for (QAction *action : old) {
        if (action->data().isValid())
            delete action;
    }
    m_templates = templates;
    QAction *open = menu->findChild<QAction *>(u"documentOpen"_s);
    for (const auto &[file, name] : templates) {
        auto *action = new QAction(menu);
        action->setData(file);
        action->setObjectName(u"documentTemplate"_s);
        connect(action, &QAction::triggered, this,
            [this, chosen = file] { Q_EMIT templateRequested(chosen); });
        menu->insertAction(open, action);
    }
    retranslate();
}

void DocumentBar::retranslate()
{
    m_more->setText(tr("Recipe"));
    m_more->setToolTip(tr("New, open, save as, import, reports"));
    m_more->setAccessibleName(m_more->toolTip());
    const auto word = [this](const QString &name, const QString &text) {
        m_more->menu()->findChild<QAction *>(name)->setText(text);
    };
    // The window has these keys; behind a tab the menu shows them.
    const auto keys = [](QKeySequence::StandardKey key) {
        return u'\t' + QKeySequence(key).toString(QKeySequence::NativeText);
    };
    word(u"documentNew"_s, tr("New recipe") + keys(QKeySequence::New));
    word(u"documentOpen"_s, tr("Open…") + keys(QKeySequence::Open));
    word(u"documentSaveAs"_s, tr("Save as…") + u"\tCtrl+Shift+S"_s);
    word(u"documentFormula"_s, tr("Formula sets…"));
    word(u"documentRisk"_s, tr("Risk view…"));
    word(u"documentProof"_s, tr("Compile report"));
    word(u"documentCompile"_s, tr("Compile report (PDF)…"));
    word(u"documentImport"_s, tr("Import BatchML…"));
    word(u"documentExport"_s, tr("Export BatchML…"));
    for (QAction *action : m_more->menu()->actions()) {
        for (const auto &[file, name] : m_templates) {
            if (action->data() == file)
                action->setText(tr("New from template: %1").arg(name.in(language())));
        }
    }
    m_tabs->setAccessibleName(tr("Open recipes"));
    for (int i = 0; i < m_what.size(); ++i)
        show(i);
}

void DocumentBar::restyle()
{
    m_more->setIcon(Theme::icon(u"recipe"_s, theme().text));
}

} // namespace cytoloom
