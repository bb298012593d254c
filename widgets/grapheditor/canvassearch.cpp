// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/canvassearch.h"

#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/graphview.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QToolButton>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int LineHeight = 42;

/// Name, and below it where it is and what matched.
class HitDelegate final : public QStyledItemDelegate
{
public:
    explicit HitDelegate(CanvasSearch &search)
        : QStyledItemDelegate(&search)
        , m_search(search)
    { }
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {100, LineHeight};
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
        const QModelIndex &index) const override
    {
        if (index.row() >= m_search.hits().size())
            return;
        const DrawingHit &hit = m_search.hits().at(index.row());
        const Theme &theme = m_search.theme();
        painter->save();
        if (option.state & QStyle::State_Selected) {
            QColor fill = theme.accent;
            fill.setAlphaF(0.14F);
            painter->fillRect(option.rect, fill);
        }
        const QRect text = option.rect.adjusted(10, 3, -8, -3);
        const QRect upper(text.left(), text.top(), text.width(), text.height() / 2);
        const auto line = [painter](const QRect &box, const QFont &font, const QColor &colour,
                              const QString &words) {
            painter->setFont(font);
            painter->setPen(colour);
            painter->drawText(box, Qt::AlignVCenter | Qt::AlignLeft,
                QFontMetrics(font).elidedText(words, Qt::ElideRight, box.width()));
        };
        line(upper, Theme::font(Theme::body), theme.text, hit.name);
        QStringList where;
        if (!hit.match.isEmpty())
            where << hit.match;
        if (!hit.path.isEmpty())
            where << hit.path;
        line(upper.translated(0, upper.height()), Theme::font(11), theme.muted,
            where.join(QStringLiteral(" · ")));
        painter->restore();
    }

private:
    CanvasSearch &m_search;
};

} // namespace

CanvasSearch::CanvasSearch(GraphView &view, const Theme &theme)
    : Page(theme, &view)
    , m_view(view)
    , m_text(new QLineEdit)
    , m_count(new QLabel)
    , m_previous(new QToolButton)
    , m_next(new QToolButton)
    , m_close(new QToolButton)
    , m_list(new QListWidget)
{
    setObjectName(u"canvasSearch"_s);
    setProperty("panel", u"raised"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_text->setObjectName(u"canvasSearchText"_s);
    m_text->installEventFilter(this);
    m_list->setObjectName(u"canvasSearchList"_s);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setItemDelegate(new HitDelegate(*this));
    m_count->setProperty("role", u"caption"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(m_text, 1);
    row->addWidget(m_count);
    for (QToolButton *button : {m_previous, m_next, m_close}) {
        button->setIconSize({14, 14});
        row->addWidget(button);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(4);
    layout->addLayout(row);
    layout->addWidget(m_list);
    connect(m_text, &QLineEdit::textChanged, this, &CanvasSearch::search);
    connect(m_previous, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { step(1); });
    connect(m_close, &QToolButton::clicked, this, [this] {
        hide();
        m_view.setFocus();
    });
    connect(m_list, &QListWidget::currentRowChanged, this, &CanvasSearch::show);
    CanvasSearch::restyle();
    CanvasSearch::retranslate();
    hide();
}

void CanvasSearch::open()
{
    QWidget::show();
    raise();
    search();
    m_text->setFocus();
    m_text->selectAll();
}

void CanvasSearch::place()
{
    const int rows = std::min<int>(7, int(m_hits.size()));
    m_list->setVisible(rows > 0);
    m_list->setFixedHeight(rows * LineHeight + 2);
    const int wide = std::min(360, std::max(240, m_view.width() - 40));
    setFixedWidth(wide);
    layout()->activate();
    resize(wide, sizeHint().height());
    move(m_view.width() - wide - 14, 12);
}

QRect CanvasSearch::freePart(const QRect &room) const
{
    const QRect beside(room.topLeft(), QPoint(geometry().left() - 1, room.bottom()));
    const QRect below(QPoint(room.left(), geometry().bottom() + 1), room.bottomRight());
    // A card is wide: the part beside the box is taken unless it is narrow.
    return beside.width() >= below.height() ? beside : below;
}

void CanvasSearch::search()
{
    m_hits = searchDrawing(m_view.recipe(), m_view.graphScene()->catalog(), m_text->text(),
        m_view.graphScene()->style().language);
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const DrawingHit &hit : std::as_const(m_hits)) {
        QStringList where;
        if (!hit.match.isEmpty())
            where << hit.match;
        if (!hit.path.isEmpty())
            where << hit.path;
        auto *item = new QListWidgetItem(hit.name, m_list); // read out; painted by HitDelegate
        item->setToolTip(where.join(u"\n"_s));
    }
    m_count->setText(m_text->text().trimmed().isEmpty() ? QString()
            : m_hits.isEmpty()                          ? tr("nothing found")
                                                        : QString::number(m_hits.size()));
    place();
}

void CanvasSearch::step(int by)
{
    if (m_hits.isEmpty())
        return;
    const int size = int(m_hits.size());
    const int row = m_list->currentRow();
    m_list->setCurrentRow(row < 0 ? (by > 0 ? 0 : size - 1) : (row + by + size) % size);
}

void CanvasSearch::show(int row)
{
    if (row < 0 || row >= m_hits.size())
        return;
    m_count->setText(u"%1 / %2"_s.arg(row + 1).arg(m_hits.size()));
    m_view.showElement(m_hits.at(row).element);
}

bool CanvasSearch::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_text || event->type() != QEvent::KeyPress)
        return Page::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        step(key->modifiers() & Qt::ShiftModifier ? -1 : 1);
        return true;
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_Escape:
        m_close->click();
        return true;
    default:
        return false;
    }
}

void CanvasSearch::retranslate()
{
    m_text->setPlaceholderText(tr("Name, identifier, type, unit, parameter"));
    m_text->setAccessibleName(tr("Find in the recipe"));
    const auto name = [](QToolButton *button, const QString &text) {
        button->setToolTip(text);
        button->setAccessibleName(text);
    };
    name(m_previous, tr("Previous (Shift+Enter)"));
    name(m_next, tr("Next (Enter)"));
    name(m_close, tr("Close (Esc)"));
    m_list->setAccessibleName(tr("Places that were found"));
}

void CanvasSearch::restyle()
{
    m_previous->setIcon(Theme::icon(u"up"_s, theme().text));
    m_next->setIcon(Theme::icon(u"down"_s, theme().text));
    m_close->setIcon(Theme::icon(u"close"_s, theme().text));
    setStyleSheet(
        u"#canvasSearch { background: %1; border: 1px solid %2; border-radius: 4px; }"_s.arg(
            theme().raised.name(), theme().strongLine.name()));
}

} // namespace cytoloom
