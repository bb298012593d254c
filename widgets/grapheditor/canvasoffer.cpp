// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/canvasoffer.h"

#include "widgets/grapheditor/graphview.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

namespace cytoloom {

using namespace Qt::StringLiterals;

CanvasOffer::CanvasOffer(GraphView &view, const Theme &theme)
    : Page(theme, &view)
    , m_view(view)
    , m_text(new QLabel)
    , m_accept(new QPushButton)
    , m_close(new QToolButton)
{
    setObjectName(u"canvasOffer"_s);
    setProperty("panel", u"raised"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_accept->setObjectName(u"canvasOfferAccept"_s);
    m_accept->setProperty("role", u"suggestion"_s);
    m_close->setIconSize({14, 14});
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 6, 6, 6);
    layout->setSpacing(12);
    layout->addWidget(m_text);
    layout->addWidget(m_accept);
    layout->addWidget(m_close);
    connect(m_accept, &QPushButton::clicked, this, [this] {
        const auto run = m_run; // it may offer something else
        hide();
        m_view.setFocus();
        if (run)
            run();
    });
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    CanvasOffer::restyle();
    CanvasOffer::retranslate();
    hide();
}

void CanvasOffer::offer(const QString &text, const QString &button, std::function<void()> accept)
{
    m_text->setText(text);
    m_accept->setText(button);
    m_run = std::move(accept);
    show();
    place();
    raise();
}

void CanvasOffer::place()
{
    if (isHidden())
        return;
    layout()->activate();
    resize(sizeHint());
    move((m_view.width() - width()) / 2, m_view.height() - height() - 18);
}

void CanvasOffer::retranslate()
{
    m_close->setToolTip(tr("Leave it"));
    m_close->setAccessibleName(tr("Leave it"));
}

void CanvasOffer::restyle()
{
    m_close->setIcon(Theme::icon(u"close"_s, theme().text));
    setStyleSheet(
        u"#canvasOffer { background: %1; border: 1px solid %2; border-radius: 4px; }"_s.arg(
            theme().raised.name(), theme().strongLine.name()));
}

} // namespace cytoloom
