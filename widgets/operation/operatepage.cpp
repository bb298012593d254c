// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/operatepage.h"

#include "processgraph/foundation/messagecatalog.h"
#include "widgets/common/elidedlabel.h"
#include "widgets/common/identitytoken.h"
#include "widgets/common/words.h"
#include "widgets/operation/commandbar.h"
#include "widgets/operation/faultcard.h"
#include "widgets/operation/parametertile.h"
#include "widgets/operation/stepcard.h"
#include "widgets/operation/touch.h"
#include "widgets/operation/unitprocedurestrip.h"
#include "widgets/operation/watermark.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

OperatePage::OperatePage(const Theme &theme, const Catalog &catalog, QWidget *parent)
    : Page(theme, parent)
    , m_catalog(catalog)
    , m_wall(touch::button(this, u"show-wall"_s))
    , m_header(new ElidedLabel(this))
    , m_token(new IdentityToken(theme, this))
    , m_mode(touch::button(this, u"mode"_s))
    , m_jump(touch::button(this, u"jump"_s))
    , m_start(new QPushButton(this))
    , m_wipe(new QPushButton(this))
    , m_cardButton(new QPushButton(this))
    , m_graphButton(new QPushButton(this))
    , m_strip(new UnitProcedureStrip(theme, this))
    , m_stack(new QStackedWidget(this))
    , m_cardStack(new QStackedWidget(this))
    , m_card(new StepCard(theme, this))
    , m_fault(new FaultCard(theme, this))
    , m_tileColumn(new QWidget(this))
    , m_tileLayout(new QVBoxLayout(m_tileColumn))
    , m_noTiles(new QLabel(m_tileColumn))
    , m_commands(new CommandBar(theme, this))
    , m_watermark(new Watermark(theme, this))
    , m_nextLine(new ElidedLabel(this))
    , m_update(
          [this] {
              if (isVisible())
                  refresh();
          },
          this)
{
    m_header->setFont(Theme::font(18, true));
    m_header->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_start->setObjectName(u"start-batch"_s);
    m_start->setProperty("role", u"primary"_s);
    m_start->setFont(Theme::font(Theme::section, true));
    m_wipe->setObjectName(u"wipe-lock"_s);
    m_wipe->setFont(Theme::font(15));
    for (QPushButton *button : {m_start, m_wipe})
        button->setMinimumHeight(touch::normal());
    auto *views = new QButtonGroup(this);
    for (QPushButton *button : {m_cardButton, m_graphButton}) {
        button->setCheckable(true);
        button->setMinimumHeight(touch::normal());
        button->setFont(Theme::font(15));
        views->addButton(button);
    }
    m_cardButton->setChecked(true);
    m_cardButton->setObjectName(u"show-card"_s);
    m_graphButton->setObjectName(u"show-graph"_s);
    m_nextLine->setFont(Theme::font(Theme::panelCaption));
    m_nextLine->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_tileLayout->setContentsMargins(0, 0, 0, 0);
    m_tileLayout->setSpacing(Theme::space2);
    m_noTiles->setFont(Theme::font(Theme::panelCaption));
    m_noTiles->setAlignment(Qt::AlignCenter);
    m_noTiles->setWordWrap(true);
    m_tileLayout->addWidget(m_noTiles, 100);
    m_tileLayout->addStretch(1); // few tiles stand together, at the top

    auto *who = new QVBoxLayout;
    who->setSpacing(2);
    who->addWidget(m_header);
    who->addWidget(m_token, 0, Qt::AlignLeft);
    m_wall->setIconSize({26, 26});
    auto *top = new QHBoxLayout;
    top->setSpacing(touch::gap());
    top->addWidget(m_wall);
    top->addLayout(who, 1);
    top->addWidget(m_jump);
    top->addWidget(m_mode);
    top->addWidget(m_start);
    top->addWidget(m_wipe);
    top->addWidget(m_cardButton);
    top->addWidget(m_graphButton);
    auto *middle = new QWidget;
    auto *columns = new QHBoxLayout(middle);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(Theme::space4);
    m_cardStack->addWidget(m_card);
    m_cardStack->addWidget(m_fault);
    columns->addWidget(m_cardStack, 12);
    columns->addWidget(m_tileColumn, 7);
    m_stack->addWidget(middle);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space4, Theme::space3, Theme::space4, Theme::space3);
    layout->setSpacing(Theme::space3);
    layout->addLayout(top);
    layout->addWidget(m_strip);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_commands);
    layout->addWidget(m_nextLine);

    connect(m_wall, &QPushButton::clicked, this, &OperatePage::wallRequested);
    connect(m_mode, &QPushButton::clicked, this, &OperatePage::askMode);
    connect(m_jump, &QPushButton::clicked, this, &OperatePage::askJump);
    connect(m_fault, &FaultCard::decided, this, &OperatePage::faultDecided);
    connect(m_fault, &FaultCard::blastRequested, this, [this](const ElementId &element) {
        Q_EMIT blastRequested(element, ProceduralCommand::Abort);
    });
    connect(m_start, &QPushButton::clicked, this, &OperatePage::startBatchRequested);
    connect(m_wipe, &QPushButton::clicked, this, &OperatePage::wipeLockRequested);
    connect(m_cardButton, &QPushButton::clicked, this, [this] { setGraphShown(false); });
    connect(m_graphButton, &QPushButton::clicked, this, [this] { setGraphShown(true); });
    connect(m_strip, &UnitProcedureStrip::clicked, this, &OperatePage::elementChosen);
    connect(m_commands, &CommandBar::requested, this, &OperatePage::requestCommand);
    connect(m_card, &StepCard::answered, this, &OperatePage::answer);
    connect(m_card, &StepCard::signRequested, this, &OperatePage::sign);
    connect(m_card, &StepCard::helpRequested, this, &OperatePage::helpFor);
    connect(m_card, &StepCard::nextRequested, this, [this] {
        // Round and round through the questions that wait, oldest first.
        QVector<Prompt> waiting(m_batch.prompts.cbegin(), m_batch.prompts.cend());
        std::sort(waiting.begin(), waiting.end(),
            [](const Prompt &a, const Prompt &b) { return a.id < b.id; });
        const ElementId shown = m_card->content().element;
        for (qsizetype i = 0; i < waiting.size(); ++i) {
            if (waiting[i].element == shown)
                return showStep(waiting[(i + 1) % waiting.size()].element);
        }
        if (!waiting.isEmpty())
            showStep(waiting.first().element);
    });
    restyle();
    retranslate();
}

void OperatePage::setGraphWidget(QWidget *graph)
{
    if (m_graph)
        m_stack->removeWidget(m_graph);
    delete m_graph;
    m_graph = graph;
    if (graph)
        m_stack->addWidget(graph);
    retranslate();
}

bool OperatePage::isGraphShown() const
{
    return m_graph && m_stack->currentWidget() == m_graph;
}

void OperatePage::setGraphShown(bool shown)
{
    const bool graph = shown && m_graph;
    m_stack->setCurrentIndex(graph ? m_stack->indexOf(m_graph) : 0);
    m_graphButton->setChecked(graph);
    m_cardButton->setChecked(!graph);
    if (graph)
        Q_EMIT graphShown();
}

void OperatePage::setPlant(const Plant &plant)
{
    m_plant = plant;
    m_update.request();
}

void OperatePage::setBatch(const BatchState &batch)
{
    if (batch.control.header.id != m_batch.control.header.id)
        m_view = {};
    if (batch.control.header.id != m_batch.control.header.id)
        m_faults.clear(); // they were another's
    m_batch = batch;
    m_now = std::max(m_now, batch.lastEvent);
    m_update.request();
}

void OperatePage::setOperatorView(const OperatorView &view)
{
    m_view = view;
    m_update.request();
}

void OperatePage::setAlarms(const QVector<Alarm> &alarms)
{
    m_alarmList = alarms;
    m_update.request();
}

void OperatePage::addSamples(const QVector<TagSample> &samples)
{
    for (const TagSample &sample : samples)
        m_values.insert(sample.tag, sample.value);
    m_update.request();
}

void OperatePage::setTime(UtcTime now)
{
    m_now = now;
    m_update.request();
}

void OperatePage::setPerson(const PersonId &person)
{
    m_person = person;
    m_fault->setPerson(person);
    retranslate();
}

void OperatePage::showStep(const ElementId &element)
{
    m_chosen = element;
    setGraphShown(false);
    refresh();
}

void OperatePage::showRefusal(const Error &error)
{
    const MessageCatalog &catalog = MessageCatalog::shipped();
    const QString remedy = catalog.remedy(error.message, language());
    m_card->setRefusal(
        catalog.text(error.message, language()) + (remedy.isEmpty() ? u""_s : u' ' + remedy));
}

void OperatePage::setNextAction(const QString &text)
{
    m_next = text;
    m_nextLine->setText(nextText());
}

void OperatePage::refresh()
{
    m_header->setText(headerText());
    QVector<StripItem> stages = stepcontent::strip(m_batch);
    for (StripItem &stage : stages) {
        if (m_recordFailure && stage.state == ProceduralState::Running)
            stage.state = ProceduralState::Held;
    }
    m_strip->setItems(stages);
    m_strip->setVisible(hasBatch());
    StepContent content = hasBatch()
        ? stepcontent::make(m_batch, m_view, m_catalog, m_now, language(), m_chosen)
        : StepContent {};
    if (m_recordFailure && content.state == ProceduralState::Running)
        content.state = ProceduralState::Held;
    m_card->setContent(content);
    refreshEmptyText();
    refreshHead();
    refreshFault();
    m_commands->setVisible(hasBatch());
    m_commands->setState(m_batch.state, stepcontent::safeState(m_batch, m_catalog));
    m_start->setVisible(!hasBatch() || isFinal(m_batch.state));
    m_nextLine->setText(nextText());
    refreshTiles();
}

void OperatePage::refreshEmptyText()
{
    if (!hasBatch()) {
        m_card->setEmptyText(tr("No batch is running"),
            tr("Choose a recipe and give the batch its number and coded identity. "
               "The first step is shown here as soon as it starts."));
    } else if (m_batch.state == ProceduralState::Idle) {
        m_card->setEmptyText(
            tr("Ready to start"), tr("Press Start below: the first step follows."));
    } else if (isFinal(m_batch.state)) {
        m_card->setEmptyText(
            tr("Batch %1: %2").arg(m_batch.control.header.id.value(), words::state(m_batch.state)),
            tr("Its record is under Records: review, report, signatures."));
    } else {
        m_card->setEmptyText(words::state(m_batch.state),
            tr("No step is under way; the system is between two steps."));
    }
}

void OperatePage::setRecordFailure(const std::optional<Error> &error)
{
    if (error == m_recordFailure)
        return;
    m_recordFailure = error;
    showBlocked();
    refresh();
}

void OperatePage::showBlocked()
{
    QString blocked = m_person.isEmpty() ? tr("Sign in first.") : QString();
    if (m_recordFailure)
        blocked = tr("Held: the record cannot be written.");
    // Whoever wants the plant in its safe state is never kept from saying so.
    m_commands->setBlocked(blocked, m_person.isEmpty());
    m_card->setBlocked(blocked);
}

void OperatePage::retranslate()
{
    m_strip->setLanguage(language());
    m_token->setLanguage(language());
    m_card->setLanguage(language());
    m_fault->setLanguage(language());
    m_commands->setLanguage(language());
    for (ParameterTile *tile : std::as_const(m_tiles))
        tile->setLanguage(language());
    m_wall->setAccessibleName(tr("All batches"));
    m_wall->setToolTip(tr("All batches"));
    m_jump->setText(tr("Jump…"));
    m_start->setText(tr("Start a batch…"));
    m_cardButton->setText(tr("Step card"));
    m_graphButton->setText(tr("Process drawing"));
    m_graphButton->setEnabled(m_graph != nullptr);
    m_graphButton->setToolTip(m_graph ? QString() : tr("There is no drawing for this batch."));
    m_wipe->setText(tr("Wipe"));
    m_wipe->setToolTip(tr("Locks the screen for 30 s so that it can be wiped."));
    showBlocked();
    refresh();
}

void OperatePage::restyle()
{
    m_strip->setTheme(theme());
    m_token->setTheme(theme());
    m_card->setTheme(theme());
    m_fault->setTheme(theme());
    m_watermark->setTheme(theme());
    m_wall->setIcon(Theme::icon(u"left"_s, theme().text));
    m_commands->setTheme(theme());
    for (ParameterTile *tile : std::as_const(m_tiles))
        tile->setTheme(theme());
    m_wipe->setIcon(Theme::icon(u"lock"_s, theme().muted));
    m_start->setIcon(Theme::icon(u"start"_s, theme().dark ? theme().canvas : theme().raised));
    m_cardButton->setIcon(Theme::icon(u"table"_s, theme().muted));
    m_graphButton->setIcon(Theme::icon(u"graph"_s, theme().muted));
    for (QWidget *muted : {static_cast<QWidget *>(m_nextLine), static_cast<QWidget *>(m_noTiles)}) {
        QPalette colours = muted->palette();
        colours.setColor(QPalette::WindowText, theme().muted);
        muted->setPalette(colours);
    }
}

void OperatePage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme().canvas);
}

void OperatePage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    refresh(); // nothing was, while nobody looked
}

void OperatePage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    fitTiles();
}

} // namespace cytoloom
