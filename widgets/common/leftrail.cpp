// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/leftrail.h"

#include <QtGui/QPainter>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QBoxLayout>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

class LeftRail::Button final : public QAbstractButton
{
public:
    Button(LeftRail *rail, PageId page)
        : QAbstractButton(rail)
        , m_rail(rail)
        , id(page)
    {
        setCheckable(true);
        setFocusPolicy(Qt::TabFocus);
        setCursor(Qt::PointingHandCursor);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    }
    [[nodiscard]] QSize sizeHint() const override { return {84, 76}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {84, 58}; }

    int badge = 0;

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = m_rail->theme();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (isChecked()) {
            painter.fillRect(rect().adjusted(0, 0, -1, 0), theme.raised);
            painter.fillRect(QRect(0, 0, 4, height()), theme.accent);
        } else if (underMouse() || isDown()) {
            painter.fillRect(rect().adjusted(0, 0, -1, 0), isDown() ? theme.idle : theme.canvas);
        }
        const int top = (height() - 46) / 2;
        const QColor ink = isChecked() ? theme.accent : theme.muted;
        Theme::icon(LeftRail::iconName(id), ink)
            .paint(&painter, QRect((width() - 24) / 2, top, 24, 24));
        painter.setFont(Theme::font(Theme::body, isChecked()));
        painter.setPen(isChecked() ? theme.text : theme.muted);
        painter.drawText(QRect(2, top + 26, width() - 4, 22), Qt::AlignCenter, text());
        if (badge > 0) {
            const QRectF place(width() / 2.0 + 8, top - 6.0, badge > 9 ? 24 : 18, 18);
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.accent);
            painter.drawRoundedRect(place, 9, 9);
            painter.setPen(theme.dark ? theme.canvas : theme.raised);
            painter.setFont(Theme::digits(11, true));
            painter.drawText(place, Qt::AlignCenter, QString::number(badge));
        }
        if (hasFocus()) {
            painter.setPen(QPen(theme.accent, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(rect()).adjusted(6, 2, -4, -2), 4, 4);
        }
    }

private:
    LeftRail *m_rail;

public:
    const PageId id;
};

LeftRail::LeftRail(const Theme &theme, const QVector<PageId> &pages, QWidget *parent)
    : Page(theme, parent)
{
    setFixedWidth(84);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, Theme::space2, 0, Theme::space2);
    layout->setSpacing(2);
    for (const PageId page : pages) {
        auto *button = new Button(this, page);
        button->setObjectName(u"rail-"_s + iconName(page));
        connect(button, &QAbstractButton::clicked, this, [this, page] {
            setCurrent(page);
            Q_EMIT pageRequested(page);
        });
        layout->addWidget(button);
        m_buttons << button;
    }
    layout->addStretch();
    if (!pages.isEmpty())
        m_current = pages.first();
    setCurrent(m_current);
    retranslate();
}

QString LeftRail::title(PageId page)
{
    switch (page) {
    case PageId::Design:
        return tr("Design");
    case PageId::Operate:
        return tr("Operate");
    case PageId::Trends:
        return tr("Trends");
    case PageId::Records:
        return tr("Records");
    case PageId::Quality:
        return tr("Quality");
    case PageId::Plan:
        return tr("Plan");
    case PageId::Insight:
        return tr("Insight");
    case PageId::Devices:
        return tr("Devices");
    case PageId::Admin:
        return tr("Admin");
    }
    return {};
}

QString LeftRail::iconName(PageId page)
{
    static const QStringList names {u"design"_s, u"operate"_s, u"trends"_s, u"records"_s,
        u"quality"_s, u"plan"_s, u"insight"_s, u"devices"_s, u"admin"_s};
    return names.value(int(page));
}

void LeftRail::setCurrent(PageId page)
{
    m_current = page;
    for (Button *button : std::as_const(m_buttons))
        button->setChecked(button->id == page);
}

void LeftRail::setBadge(PageId page, int count)
{
    for (Button *button : std::as_const(m_buttons)) {
        if (button->id == page && button->badge != count) {
            button->badge = count;
            button->update();
        }
    }
}

void LeftRail::retranslate()
{
    for (Button *button : std::as_const(m_buttons)) {
        button->setText(title(button->id));
        button->setAccessibleName(button->text());
    }
}

void LeftRail::restyle()
{
    for (Button *button : std::as_const(m_buttons))
        button->update();
}

void LeftRail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().surface);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), theme().line);
}

} // namespace cytoloom
