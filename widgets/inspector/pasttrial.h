// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/language.h"
#include "widgets/common/theme.h"
#include "widgets/inspector/pastbatches.h"

#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

#include <functional>

class QComboBox;
class QLabel;
class QPushButton;
class QTreeWidget;

namespace cytoloom {

class VerdictStrip;

/// Tries a condition on the record of a batch: which batch, then at which minutes it would have
/// held and with which values. Reads in the background and can be stopped. GUI thread.
class PastTrial final : public QWidget
{
    Q_OBJECT

public:
    /// \p past may go before the widget. \p question gives what to ask at the moment of asking.
    PastTrial(PastBatches *past, const Theme &theme, Language language,
        std::function<ConditionQuestion()> question, QWidget *parent = nullptr);
    ~PastTrial() override;

    /// The condition that is typed; what was found for another one goes. Empty: cannot be asked.
    void setCondition(const QString &condition);

private:
    void refreshBatches();
    void ask();
    void stop();
    void take(const Result<ConditionReplay> &outcome);
    void showBusy(bool busy);
    void clear();
    [[nodiscard]] QString sentence(const ConditionReplay &replay) const;
    void fillTable(const ConditionReplay &replay);

    QPointer<PastBatches> m_past;
    Language m_language;
    std::function<ConditionQuestion()> m_question;
    QComboBox *m_batches;
    QPushButton *m_go;
    QLabel *m_outcome;
    VerdictStrip *m_strip;
    QTreeWidget *m_moments;
    QString m_condition;
    quint64 m_request = 0; ///< 0: none is under way
};

} // namespace cytoloom
