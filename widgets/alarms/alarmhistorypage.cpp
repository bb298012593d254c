// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alarms/alarmhistorypage.h"

#include "widgets/common/shapes.h"
#include "widgets/common/tables.h"
#include "widgets/common/words.h"

#include <QtCore/QDateTime>
#include <QtCore/QSignalBlocker>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QTableView>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int Hours[] {0, 8, 24, 24 * 7, 24 * 30}; ///< of the periods; 0: all

constexpr int WidePriority = 90;
constexpr int WideList = 1400;

int touchHeight()
{
    return std::max(Theme::millimetres(15), 48);
}

QString moment(UtcTime time)
{
    return time == UtcTime {}
        ? u"…"_s
        : QDateTime::fromMSecsSinceEpoch(toMs(time)).toString(u"MM-dd HH:mm"_s);
}

} // namespace

class AlarmHistoryPage::Delegate final : public QStyledItemDelegate
{
public:
    explicit Delegate(AlarmHistoryPage *page)
        : QStyledItemDelegate(page)
        , m_page(page)
    { }
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (index.column() != AlarmHistoryModel::Priority)
            return;
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = QSize(20, 20);
        QPixmap picture(20, 20);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        shapes::paintAlarm(painter, m_page->theme(),
            index.data(AlarmHistoryModel::PriorityRole).toInt(), QRectF(1, 1, 18, 18));
        option->icon = QIcon(picture);
        option->icon.addPixmap(picture, QIcon::Selected); // its colour means something
        if (m_page->m_view->columnWidth(AlarmHistoryModel::Priority) < WidePriority)
            option->text.clear(); // shape and number say it
    }

private:
    AlarmHistoryPage *m_page;
};

AlarmHistoryPage::AlarmHistoryPage(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_model(new AlarmHistoryModel(this))
    , m_view(new QTableView(this))
    , m_search(new QLineEdit(this))
    , m_batch(new QComboBox(this))
    , m_phase(new QComboBox(this))
    , m_state(new QComboBox(this))
    , m_period(new QComboBox(this))
    , m_suppressed(new QPushButton(this))
    , m_export(new QPushButton(this))
    , m_summary(new QLabel(this))
    , m_details(new QLabel(this))
{
    setProperty("panel", u"surface"_s);
    build();
    connect(m_search, &QLineEdit::textChanged, this, &AlarmHistoryPage::apply);
    for (QComboBox *box : {m_batch, m_phase, m_state, m_period})
        connect(box, &QComboBox::currentIndexChanged, this, &AlarmHistoryPage::apply);
    connect(m_suppressed, &QPushButton::toggled, this, &AlarmHistoryPage::apply);
    connect(m_export, &QPushButton::clicked, this,
        [this] { Q_EMIT exportRequested(alarmCsv(m_model->shown(), language())); });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this] { showDetails(); });
    connect(m_view, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        const TagId tag = m_model->record(index.row()).alarm.tag;
        if (!tag.isEmpty())
            Q_EMIT trendRequested(tag);
    });
    restyle();
    retranslate();
}

void AlarmHistoryPage::build()
{
    m_search->setObjectName(u"history-search"_s);
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(150);
    m_batch->setObjectName(u"history-batch"_s);
    m_phase->setObjectName(u"history-phase"_s);
    m_state->setObjectName(u"history-state"_s);
    m_period->setObjectName(u"history-period"_s);
    m_suppressed->setObjectName(u"history-suppressed"_s);
    m_suppressed->setCheckable(true);
    m_export->setObjectName(u"history-export"_s);
    m_summary->setFont(Theme::font(Theme::section, true));
    m_details->setObjectName(u"history-details"_s);
    m_details->setWordWrap(true);
    m_details->setTextFormat(Qt::PlainText);
    m_details->setMinimumHeight(56);
    m_details->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto *first = new QHBoxLayout;
    auto *second = new QHBoxLayout;
    for (QHBoxLayout *row : {first, second})
        row->setSpacing(std::max(Theme::millimetres(3), 8));
    first->addWidget(m_summary, 1);
    for (int priority = 1; priority <= 4; ++priority) {
        auto *button = new QPushButton(this);
        button->setObjectName(u"history-priority-%1"_s.arg(priority));
        button->setCheckable(true);
        button->setMinimumSize(touchHeight(), touchHeight());
        connect(button, &QPushButton::toggled, this, &AlarmHistoryPage::apply);
        m_priorities << button;
        first->addWidget(button);
    }
    first->addWidget(m_suppressed);
    first->addWidget(m_export);
    second->addWidget(m_search, 2);
    for (QComboBox *box : {m_batch, m_phase, m_state, m_period}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(12);
        second->addWidget(box, 1);
    }
    for (QWidget *part : {static_cast<QWidget *>(m_search), static_cast<QWidget *>(m_batch),
             static_cast<QWidget *>(m_phase), static_cast<QWidget *>(m_state),
             static_cast<QWidget *>(m_period), static_cast<QWidget *>(m_suppressed),
             static_cast<QWidget *>(m_export)})
        part->setMinimumHeight(touchHeight());
    m_view->setObjectName(u"history-list"_s);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new Delegate(this));
    tables::prepare(m_view, 40);
    m_view->horizontalHeader()->setSectionResizeMode(AlarmHistoryModel::Name, QHeaderView::Stretch);
    m_view->horizontalHeader()->setMinimumSectionSize(44);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space3, Theme::space3, Theme::space3, Theme::space3);
    layout->setSpacing(Theme::space2);
    layout->addLayout(first);
    layout->addLayout(second);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_details);
}

void AlarmHistoryPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    const bool wide = width() > WideList;
    const int widths[] {122, wide ? 120 : 74, 150, wide ? 180 : 158, wide ? 190 : 172,
        wide ? 220 : 140, wide ? 180 : 146, 76, wide ? 120 : 88, wide ? 240 : 110};
    for (int column = 0; column < AlarmHistoryModel::ColumnCount; ++column) {
        if (column != AlarmHistoryModel::Name)
            m_view->setColumnWidth(column, widths[column]);
    }
    m_view->setColumnHidden(AlarmHistoryModel::Phase, !wide); // the filter has it, and the export
}

void AlarmHistoryPage::setRecords(const QVector<AlarmRecord> &records)
{
    if (records == m_records)
        return;
    m_records = records;
    fillChoices();
    m_model->setRecords(records);
    apply();
}

void AlarmHistoryPage::setPhaseNames(const AlarmHistoryModel::PhaseNames &names)
{
    m_names = names;
    m_model->setPhaseNames(names);
    fillChoices();
}

void AlarmHistoryPage::setTime(UtcTime now)
{
    m_now = now;
}

void AlarmHistoryPage::setBatch(const BatchId &batch)
{
    const int index = m_batch->findData(batch.value());
    m_batch->setCurrentIndex(std::max(0, index));
}

AlarmFilter AlarmHistoryPage::filter() const
{
    AlarmFilter made;
    made.text = m_search->text().trimmed();
    made.batch = BatchId(m_batch->currentData().toString());
    made.element = ElementId(m_phase->currentData().toString());
    if (m_state->currentIndex() > 0)
        made.states = {AlarmState(m_state->currentData().toInt())};
    for (int i = 0; i < m_priorities.size(); ++i) {
        if (m_priorities.at(i)->isChecked())
            made.priorities.insert(i + 1);
    }
    const int hours = Hours[std::max(0, m_period->currentIndex())];
    if (hours > 0 && m_now > UtcTime {})
        made.from = m_now - std::chrono::hours(hours);
    made.suppressed = m_suppressed->isChecked();
    return made;
}

void AlarmHistoryPage::apply()
{
    m_model->setFilter(filter());
    const int shown = m_model->rowCount();
    m_summary->setText(shown == m_model->count()
            ? tr("Alarms: %1").arg(shown)
            : tr("Alarms: %1 of %2 shown").arg(shown).arg(m_model->count()));
    m_export->setEnabled(shown > 0);
    m_export->setToolTip(shown > 0 ? QString() : tr("Nothing is shown."));
    showDetails();
}

void AlarmHistoryPage::fillChoices()
{
    QMap<QString, QString> batches;
    QMap<QString, QString> phases;
    for (const AlarmRecord &record : std::as_const(m_records)) {
        if (!record.alarm.batch.isEmpty())
            batches.insert(record.alarm.batch.value(), record.alarm.batch.value());
        if (!record.alarm.element.isEmpty() && !phases.contains(record.alarm.element.value())) {
            const QString name = m_names ? m_names(record.alarm, language()) : QString();
            phases.insert(
                record.alarm.element.value(), name.isEmpty() ? record.alarm.element.value() : name);
        }
    }
    const auto fill = [](QComboBox *box, const QString &all, const QMap<QString, QString> &items) {
        const QString before = box->currentData().toString();
        const QSignalBlocker quiet(box);
        box->clear();
        box->addItem(all);
        for (auto it = items.begin(); it != items.end(); ++it)
            box->addItem(it.value(), it.key());
        box->setCurrentIndex(std::max(0, before.isEmpty() ? 0 : box->findData(before)));
    };
    fill(m_batch, tr("All batches"), batches);
    fill(m_phase, tr("All phases"), phases);
}

void AlarmHistoryPage::showDetails()
{
    const QModelIndex current = m_view->currentIndex();
    if (!current.isValid()) {
        m_details->setText(tr("Select an alarm to see what was done about it."));
        return;
    }
    const AlarmRecord &record = m_model->record(current.row());
    QStringList lines;
    for (const QuietSpan &span : record.quiet)
        lines << tr("%1 from %2 to %3%4")
                     .arg(words::alarmState(span.state), moment(span.from), moment(span.until),
                         span.person.isEmpty()
                             ? QString()
                             : u", %1: %2"_s.arg(span.person.value(), span.reason));
    for (const AlarmNote &note : record.notes)
        lines << u"%1 %2: %3"_s.arg(moment(note.time), note.person.value(), note.text);
    if (record.calledAgain > 0)
        lines << tr("Called again: %1").arg(record.calledAgain);
    if (!record.deviation.isEmpty())
        lines << tr("Deviation %1").arg(record.deviation);
    m_details->setText(
        lines.isEmpty() ? tr("No comment, no shelving, no deviation.") : lines.join(u'\n'));
}

void AlarmHistoryPage::retranslate()
{
    m_model->setLanguage(language());
    m_search->setPlaceholderText(tr("Search name, tag, person, comment"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_suppressed->setText(tr("Also not annunciated"));
    m_export->setText(tr("Export CSV…"));
    const auto keep = [](QComboBox *box, const auto &fill) {
        const int index = std::max(0, box->currentIndex());
        const QSignalBlocker quiet(box);
        box->clear();
        fill();
        box->setCurrentIndex(index);
    };
    keep(m_state, [this] {
        m_state->addItem(tr("All states"));
        for (int state = 0; state <= int(AlarmState::OutOfService); ++state)
            m_state->addItem(words::alarmState(AlarmState(state)), state);
    });
    keep(m_period, [this] {
        m_period->addItems({tr("All times"), tr("Last 8 hours"), tr("Last 24 hours"),
            tr("Last 7 days"), tr("Last 30 days")});
    });
    for (int i = 0; i < m_priorities.size(); ++i)
        m_priorities.at(i)->setAccessibleName(tr("Only priority %1").arg(i + 1));
    fillChoices();
    apply();
}

void AlarmHistoryPage::restyle()
{
    for (int i = 0; i < m_priorities.size(); ++i) {
        QPixmap picture(24, 24);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        shapes::paintAlarm(painter, theme(), i + 1, QRectF(1, 1, 22, 22));
        painter.end();
        m_priorities.at(i)->setIcon(QIcon(picture));
        m_priorities.at(i)->setIconSize(QSize(24, 24));
    }
    m_export->setIcon(Theme::icon(u"export"_s, theme().muted));
    m_view->viewport()->update();
}

} // namespace cytoloom
