// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alarms/alarmkpipage.h"

#include "widgets/alarms/ratechart.h"
#include "widgets/common/shapes.h"
#include "widgets/common/tables.h"
#include "widgets/common/words.h"

#include <QtCore/QSignalBlocker>
#include <QtGui/QImage>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableWidget>

#include <iterator>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int Days[] {1, 7, 30};
constexpr QSize ChartSize(1600, 600);

QString bound(double value, const AlarmFigure &figure)
{
    return (figure.atLeast ? u"≥ "_s : u"≤ "_s) + words::brief(value, figure.unit);
}

/// Beside the word: a ring, half a lamp, a cross; not colour alone.
QIcon lamp(const Theme &theme, AlarmFigure::Verdict verdict)
{
    QPixmap picture(20, 20);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    const int kind = verdict == AlarmFigure::Verdict::Good ? 0
        : verdict == AlarmFigure::Verdict::Watch           ? 1
                                                           : 3;
    const QColor colour = verdict == AlarmFigure::Verdict::Good ? theme.muted
        : verdict == AlarmFigure::Verdict::Watch                ? theme.quarantine
                                                                : theme.rejected;
    shapes::paintLamp(painter, QRectF(2, 2, 16, 16), kind, colour);
    painter.end();
    return QIcon(picture);
}

void setCell(QTableWidget *table, int row, int column, const QString &text, bool right = false)
{
    auto *item = new QTableWidgetItem(text);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    if (right)
        item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    table->setItem(row, column, item);
}

} // namespace

QString AlarmKpiPage::name(const QString &figure)
{
    static const QHash<QString, const char *> names {{u"perDay"_s, QT_TR_NOOP("Alarms per day")},
        {u"perHour"_s, QT_TR_NOOP("Alarms per hour")},
        {u"perTenMinutes"_s, QT_TR_NOOP("Alarms per 10 minutes")},
        {u"busyHours"_s, QT_TR_NOOP("Hours with more than 30 alarms")},
        {u"busyPeriods"_s, QT_TR_NOOP("10-minute periods with more than 10")},
        {u"floodTime"_s, QT_TR_NOOP("Time in flood")},
        {u"topTen"_s, QT_TR_NOOP("Share of the ten most frequent")},
        {u"chattering"_s, QT_TR_NOOP("Chattering alarms")},
        {u"fleeting"_s, QT_TR_NOOP("Fleeting alarms")},
        {u"stale"_s, QT_TR_NOOP("Stale alarms on one day (over 24 h)")},
        {u"low"_s, QT_TR_NOOP("Share of low priority (4)")},
        {u"medium"_s, QT_TR_NOOP("Share of medium priority (3)")},
        {u"high"_s, QT_TR_NOOP("Share of high priority (2)")},
        {u"highest"_s, QT_TR_NOOP("Share of highest priority (1)")},
        {u"outsideMethod"_s, QT_TR_NOOP("Suppressed or changed outside the method")}};
    const char *text = names.value(figure);
    return text ? tr(text) : figure;
}

QString AlarmKpiPage::verdict(AlarmFigure::Verdict verdict)
{
    switch (verdict) {
    case AlarmFigure::Verdict::Good:
        return tr("on target");
    case AlarmFigure::Verdict::Watch:
        return tr("watch");
    case AlarmFigure::Verdict::Exceeded:
        return tr("act on it");
    }
    return {};
}

AlarmKpiPage::AlarmKpiPage(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_title(new QLabel(this))
    , m_base(new QLabel(this))
    , m_period(new QComboBox(this))
    , m_exportFigures(new QPushButton(this))
    , m_exportChart(new QPushButton(this))
    , m_figures(new QTableWidget(this))
    , m_work(new QTableWidget(this))
    , m_workTitle(new QLabel(this))
    , m_chart(new RateChart(theme, this))
{
    setProperty("panel", u"surface"_s);
    build();
    connect(m_period, &QComboBox::currentIndexChanged, this,
        [this] { Q_EMIT periodRequested(days()); });
    connect(
        m_exportFigures, &QPushButton::clicked, this, [this] { Q_EMIT exportRequested(csv()); });
    connect(m_exportChart, &QPushButton::clicked, this,
        [this] { Q_EMIT chartExportRequested(m_chart->image(ChartSize)); });
    retranslate();
    restyle();
}

void AlarmKpiPage::build()
{
    m_period->setObjectName(u"kpi-period"_s);
    m_exportFigures->setObjectName(u"kpi-export"_s);
    m_exportChart->setObjectName(u"kpi-export-chart"_s);
    m_figures->setObjectName(u"kpi-figures"_s);
    m_work->setObjectName(u"kpi-work"_s);
    m_title->setFont(Theme::font(Theme::section, true));
    m_workTitle->setFont(Theme::font(Theme::section, true));
    m_base->setProperty("role", u"muted"_s);
    m_base->setWordWrap(true);
    auto *head = new QHBoxLayout;
    head->setSpacing(std::max(Theme::millimetres(3), 8));
    head->addWidget(m_title);
    head->addWidget(m_base, 1);
    head->addWidget(m_period);
    head->addWidget(m_exportFigures);
    head->addWidget(m_exportChart);
    const int height = std::max(Theme::millimetres(15), 48);
    for (QWidget *part : {static_cast<QWidget *>(m_period), static_cast<QWidget *>(m_exportFigures),
             static_cast<QWidget *>(m_exportChart)})
        part->setMinimumHeight(height);
    m_figures->setColumnCount(5);
    m_work->setColumnCount(3);
    for (QTableWidget *table : {m_figures, m_work}) {
        tables::prepare(table, 30);
        table->setSelectionMode(QAbstractItemView::SingleSelection);
        table->horizontalHeader()->setSectionResizeMode(
            table == m_figures ? 0 : 1, QHeaderView::Stretch);
    }
    m_figures->setWordWrap(true);
    m_figures->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_figures->verticalHeader()->setMinimumSectionSize(32);
    for (const auto &[column, width] : {std::pair {1, 96}, {2, 80}, {3, 80}, {4, 110}})
        m_figures->setColumnWidth(column, width);
    m_work->setColumnWidth(0, 130);
    m_work->setColumnWidth(2, 100);
    auto *right = new QVBoxLayout;
    right->setSpacing(Theme::space2);
    right->addWidget(m_chart, 3);
    right->addWidget(m_workTitle);
    right->addWidget(m_work, 4);
    auto *body = new QHBoxLayout;
    body->setSpacing(Theme::space3);
    body->addWidget(m_figures, 6);
    body->addLayout(right, 5);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space3, Theme::space3, Theme::space3, Theme::space3);
    layout->setSpacing(Theme::space2);
    layout->addLayout(head);
    layout->addLayout(body, 1);
}

int AlarmKpiPage::days() const
{
    return Days[std::clamp(m_period->currentIndex(), 0, int(std::size(Days)) - 1)];
}

void AlarmKpiPage::setKpi(const AlarmKpi &kpi)
{
    if (kpi == m_kpi)
        return;
    m_kpi = kpi;
    retranslate();
}

void AlarmKpiPage::fillFigures()
{
    m_figures->setRowCount(int(m_kpi.figures.size()));
    for (int row = 0; row < m_figures->rowCount(); ++row) {
        const AlarmFigure &figure = m_kpi.figures.at(row);
        setCell(m_figures, row, 0, name(figure.id));
        setCell(m_figures, row, 1, words::brief(figure.value, figure.unit), true);
        setCell(m_figures, row, 2, bound(figure.target, figure), true);
        setCell(m_figures, row, 3, bound(figure.limit, figure), true);
        setCell(m_figures, row, 4, verdict(figure.verdict));
        m_figures->item(row, 4)->setIcon(lamp(theme(), figure.verdict));
        if (figure.verdict == AlarmFigure::Verdict::Exceeded)
            m_figures->item(row, 4)->setFont(Theme::font(Theme::body, true));
    }
}

void AlarmKpiPage::fillWork()
{
    m_work->setRowCount(0);
    const auto add
        = [this](const QString &kind, const QVector<AlarmCount> &counts, const QString &shape) {
              for (const AlarmCount &count : counts) {
                  const int row = m_work->rowCount();
                  m_work->insertRow(row);
                  const QString alarm = count.name.in(language());
                  setCell(m_work, row, 0, kind);
                  setCell(m_work, row, 1, alarm.isEmpty() ? count.id : alarm + u" · "_s + count.id);
                  setCell(m_work, row, 2, shape.arg(count.count), true);
              }
          };
    add(tr("Chattering"), m_kpi.chattering, tr("%1 times"));
    add(tr("Stale"), m_kpi.stale, tr("%1 h"));
    add(tr("Fleeting"), m_kpi.fleeting, tr("%1 times"));
    add(tr("Most frequent"), m_kpi.top, tr("%1 times"));
}

QByteArray AlarmKpiPage::csv() const
{
    const auto cell = [](QString text) { return u'"' + text.replace(u'"', u"\"\""_s) + u'"'; };
    QStringList lines {QStringList {cell(tr("Figure")), cell(tr("Value")), cell(tr("Unit")),
        cell(tr("Target")), cell(tr("Limit")), cell(tr("Verdict"))}
                           .join(u',')};
    for (const AlarmFigure &figure : m_kpi.figures)
        lines << QStringList {cell(name(figure.id)), QString::number(figure.value, 'g', 8),
            cell(figure.unit), QString::number(figure.target), QString::number(figure.limit),
            cell(verdict(figure.verdict))}
                     .join(u',');
    return QByteArray("\xEF\xBB\xBF") + (lines.join(u"\r\n"_s) + u"\r\n"_s).toUtf8();
}

void AlarmKpiPage::retranslate()
{
    m_title->setText(tr("Alarm system"));
    const bool known = !m_kpi.figures.isEmpty();
    m_base->setText(!known ? tr("No figures yet.")
            : m_kpi.fullBase
            ? tr("%n alarm(s)", nullptr, m_kpi.alarms)
            : tr("%n alarm(s); targets and limits are meant for 30 days, this base is shorter",
                nullptr, m_kpi.alarms));
    {
        const QSignalBlocker quiet(m_period);
        const int index = m_period->count() == 0 ? 2 : m_period->currentIndex();
        m_period->clear();
        m_period->addItems({tr("Last 24 hours"), tr("Last 7 days"), tr("Last 30 days")});
        m_period->setCurrentIndex(index);
    }
    m_exportFigures->setText(tr("Export CSV…"));
    m_exportChart->setText(tr("Save chart…"));
    m_exportFigures->setEnabled(known);
    m_exportChart->setEnabled(known);
    m_figures->setHorizontalHeaderLabels(
        {tr("Figure"), tr("Value"), tr("Target"), tr("Limit"), tr("Verdict")});
    m_work->setHorizontalHeaderLabels({tr("Finding"), tr("Alarm"), tr("How much")});
    m_workTitle->setText(tr("Alarms to work on"));
    m_chart->setLanguage(language());
    m_chart->setKpi(m_kpi);
    fillFigures();
    fillWork();
}

void AlarmKpiPage::restyle()
{
    m_chart->setTheme(theme());
    m_exportFigures->setIcon(Theme::icon(u"export"_s, theme().muted));
    m_exportChart->setIcon(Theme::icon(u"chart"_s, theme().muted));
    fillFigures();
}

} // namespace cytoloom
