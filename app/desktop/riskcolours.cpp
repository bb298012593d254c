// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/riskcolours.h"

#include "app/desktop/mainwindow.h"
#include "app/desktop/pool.h"
#include "app/desktop/recipedesk.h"
#include "widgets/grapheditor/badgepainter.h"
#include "widgets/grapheditor/designpage.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/graphview.h"

#include <QtCore/QEvent>
#include <QtGui/QActionGroup>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolButton>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int DelayMs = 150;
constexpr const char *Names[] {"riskNone", "riskOpen", "riskWaiting", "riskManual"};

} // namespace

RiskColours::RiskColours(MainWindow &window, RecipeDesk &recipes, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_menu(new QMenu(&window))
    , m_group(new QActionGroup(this))
    , m_legend(new QLabel(window.design()->view()))
{
    m_menu->setObjectName(u"riskMenu"_s);
    for (int mode = None; mode <= Manual; ++mode) {
        QAction *action = m_menu->addAction(QString());
        action->setObjectName(QLatin1String(Names[mode]));
        action->setCheckable(true);
        action->setChecked(mode == None);
        m_group->addAction(action);
        connect(action, &QAction::triggered, this, [this, mode] { setMode(Mode(mode)); });
    }
    if (const auto *button = window.design()->findChild<QToolButton *>(u"tool.lanes"_s)) {
        button->menu()->addSeparator();
        button->menu()->addMenu(m_menu);
    }
    m_legend->setObjectName(u"riskLegend"_s);
    m_legend->setTextFormat(Qt::RichText);
    m_legend->setProperty("role", u"caption"_s);
    m_legend->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_legend->hide();
    m_delay.setSingleShot(true);
    m_delay.setInterval(DelayMs);
    connect(&m_delay, &QTimer::timeout, this, &RiskColours::work);
    connect(&recipes, &RecipeDesk::currentChanged, this, &RiskColours::follow);
    connect(&window, &MainWindow::languageChanged, this, &RiskColours::retranslate);
    connect(window.design()->view()->graphScene(), &GraphScene::drawn, this, &RiskColours::apply);
    window.design()->view()->installEventFilter(this);
    follow(&recipes.document());
    retranslate();
}

RiskColours::~RiskColours()
{
    delete m_menu;
    delete m_legend;
}

void RiskColours::follow(RecipeDocument *document)
{
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    m_loads.clear();
    m_sums.clear();
    if (!document)
        return;
    connect(document, &RecipeDocument::changed, this, [this] {
        if (m_mode != None)
            m_delay.start();
    });
    connect(document, &QObject::destroyed, this, [this] { m_document = nullptr; });
    if (m_mode != None)
        work();
}

void RiskColours::setMode(Mode mode)
{
    m_mode = mode;
    m_group->actions().at(mode)->setChecked(true);
    if (mode == None)
        apply();
    else
        work();
}

void RiskColours::work()
{
    if (!m_document)
        return;
    m_delay.stop();
    const int request = ++m_request;
    inPool(
        this,
        [recipe = m_document->recipe(), &catalog = m_document->catalog()] {
            return makeRiskMatrix(recipe, catalog);
        },
        [this, request](const RiskMatrix &matrix) {
            if (request != m_request)
                return; // a newer edit, or another recipe
            m_loads = matrix.loads;
            apply();
            Q_EMIT coloured();
        });
}

Duration RiskColours::valueOf(const RiskMatrix::StepLoad &load) const
{
    return m_mode == Open ? load.open : m_mode == Waiting ? load.waiting : load.manual;
}

Duration RiskColours::loadOf(const ElementId &id) const
{
    return m_sums.value(id, Duration(0));
}

void RiskColours::apply()
{
    const GraphScene *scene = m_window.design()->view()->graphScene();
    m_legend->setVisible(m_mode != None);
    m_sums.clear();
    if (m_mode == None || !m_document) {
        if (!std::exchange(m_tinted, false))
            return;
        for (NodeItem *node : scene->nodes())
            node->setTint(std::nullopt);
        return;
    }
    m_tinted = true;
    const Procedure &procedure = m_document->procedure();
    for (const RiskMatrix::StepLoad &load : m_loads) {
        m_sums[load.step] += valueOf(load);
        const QVector<ElementId> around = procedure.ancestors(load.step);
        for (const ElementId &container : around)
            m_sums[container] += valueOf(load);
    }
    Duration most(0);
    for (auto it = scene->nodes().cbegin(); it != scene->nodes().cend(); ++it)
        most = std::max(most, loadOf(it.key()));
    for (auto it = scene->nodes().cbegin(); it != scene->nodes().cend(); ++it) {
        const Duration load = loadOf(it.key());
        const double share = most.count() > 0 ? double(load.count()) / double(most.count()) : 0;
        (*it)->setTint(CardTint {share, load.count() > 0 ? toReadable(load) : QString()});
    }
    const QString what = m_group->actions().at(m_mode)->text();
    const auto swatch = [this](double share) {
        return u"<span style=\"background: %1\">&nbsp;&nbsp;&nbsp;&nbsp;</span>"_s.arg(
            BadgePainter::tintFill(share, m_window.theme()).name());
    };
    m_legend->setText(most.count() > 0
            ? u"<b>%1</b>&nbsp;&nbsp; 0 "_s.arg(what.toHtmlEscaped()) + swatch(0.01) + swatch(0.25)
                + swatch(0.5) + swatch(0.75) + swatch(1) + u' ' + toReadable(most)
            : u"<b>%1</b>&nbsp;&nbsp; "_s.arg(what.toHtmlEscaped()) + tr("none in this drawing"));
    m_legend->setStyleSheet(
        u"QLabel { background: %1; border: 1px solid %2; border-radius: 4px; padding: 4px 8px; }"_s
            .arg(m_window.theme().raised.name(), m_window.theme().line.name()));
    place();
}

void RiskColours::place()
{
    m_legend->adjustSize();
    const QWidget *view = m_window.design()->view();
    m_legend->move(12, view->height() - m_legend->height() - 12);
    m_legend->raise();
}

bool RiskColours::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && m_mode != None)
        place();
    return QObject::eventFilter(watched, event);
}

void RiskColours::retranslate()
{
    m_menu->setTitle(tr("Colour by"));
    const QString texts[] {tr("Nothing"), tr("Open handling"), tr("Waiting"), tr("Manual work")};
    for (int mode = None; mode <= Manual; ++mode)
        m_group->actions().at(mode)->setText(texts[mode]);
    if (m_mode != None)
        apply();
}

} // namespace cytoloom
