// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/page.h"

#include <QtCore/QVector>
#include <QtGui/QImage>

class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace cytoloom {

/// Pages of a report as pictures, below each other, as wide as there is room.
class ReportPreview final : public Page
{
    Q_OBJECT

public:
    explicit ReportPreview(const Theme &theme, QWidget *parent = nullptr);

    void setPages(const QVector<QImage> &pages);
    [[nodiscard]] qsizetype pageCount() const { return m_pages.size(); }
    /// Shown while there are no pages, e.g. "Being made…".
    void setMessage(const QString &text);

protected:
    void retranslate() override;
    void restyle() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    QVector<QImage> m_pages;
    QString m_message;
    QScrollArea *m_area;
    QVBoxLayout *m_list;
    QVector<QLabel *> m_labels;
    QLabel *m_empty;
};

} // namespace cytoloom
