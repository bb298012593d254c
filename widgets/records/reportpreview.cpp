// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/records/reportpreview.h"

#include <QtGui/QPixmap>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

ReportPreview::ReportPreview(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_area(new QScrollArea(this))
    , m_empty(new QLabel)
{
    auto *content = new QWidget;
    m_list = new QVBoxLayout(content);
    m_list->setContentsMargins(Theme::space4, Theme::space4, Theme::space4, Theme::space4);
    m_list->setSpacing(Theme::space4);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setFont(Theme::font(15));
    m_empty->setProperty("role", u"muted"_s);
    m_list->addWidget(m_empty, 1);
    m_area->setWidget(content);
    m_area->setWidgetResizable(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_area);
    restyle();
    retranslate();
}

void ReportPreview::setPages(const QVector<QImage> &pages)
{
    qDeleteAll(m_labels);
    m_labels.clear();
    m_pages = pages;
    for (qsizetype i = 0; i < pages.size(); ++i) {
        auto *label = new QLabel;
        label->setAlignment(Qt::AlignHCenter);
        label->setAccessibleName(tr("Page %1").arg(i + 1));
        m_list->addWidget(label);
        m_labels << label;
    }
    retranslate();
    fit();
}

void ReportPreview::setMessage(const QString &text)
{
    m_message = text;
    retranslate();
}

void ReportPreview::fit()
{
    const int bar = m_area->verticalScrollBar()->sizeHint().width();
    const int room = std::clamp(width() - 2 * Theme::space4 - bar, 100, 1100);
    const double density = devicePixelRatioF();
    for (qsizetype i = 0; i < m_labels.size(); ++i) {
        QPixmap picture = QPixmap::fromImage(
            m_pages[i].scaledToWidth(int(room * density), Qt::SmoothTransformation));
        picture.setDevicePixelRatio(density);
        m_labels[i]->setPixmap(picture);
    }
}

void ReportPreview::retranslate()
{
    m_empty->setVisible(m_pages.isEmpty());
    m_empty->setText(
        m_message.isEmpty() ? tr("The report of the chosen batch is shown here.") : m_message);
}

void ReportPreview::restyle()
{
    setStyleSheet(u"cytoloom--ReportPreview{background:%1;}"_s.arg(theme().canvas.name()));
}

void ReportPreview::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    fit();
}

} // namespace cytoloom
