// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/page.h"

#include <QtCore/QEvent>

namespace cytoloom {

Page::Page(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    // A plain QWidget paints its style sheet background only when told to.
    setAttribute(Qt::WA_StyledBackground);
}

void Page::setTheme(const Theme &theme)
{
    m_theme = theme;
    restyle();
    update();
}

void Page::setLanguage(Language language)
{
    if (m_language == language)
        return;
    m_language = language;
    retranslate();
}

void Page::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace cytoloom
