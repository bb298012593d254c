// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/id.h"
#include "widgets/common/page.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QTableView;

namespace cytoloom {

class TimelineModel;

/// What happened in a batch, line by line, searched and filtered by kind. GUI thread.
class TimelinePanel final : public Page
{
    Q_OBJECT

public:
    explicit TimelinePanel(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] TimelineModel *model() const { return m_timeline; }

Q_SIGNALS:
    void elementActivated(const cytoloom::ElementId &element); ///< double click on an event

protected:
    void retranslate() override;
    void restyle() override;

private:
    class Filter;
    class MarkDelegate;
    void showCount();

    TimelineModel *m_timeline;
    Filter *m_filter;
    QLineEdit *m_search;
    QComboBox *m_kind;
    QLabel *m_count;
    QTableView *m_view;
};

} // namespace cytoloom
