// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/faultchoice.h"
#include "widgets/common/page.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QStringList>
#include <QtCore/QTimer>

class QGridLayout;
class QLabel;

namespace cytoloom {

class BlastPanel;
class ReasonDialog;
struct BlastRadius;

/// What a person decided about a recoverable error.
struct FaultDecision
{
    BatchId batch;
    ElementId element;
    FaultOption option = FaultOption::Hold;
    int index = -1; ///< as in the choice: the action that Skip and ByHand end
    QString reason; ///< empty for Retry and Hold
    std::optional<double> number; ///< ByHand with a number stated
    QString text; ///< ByHand with a text stated
    PersonId person;
    PersonId checkedBy; ///< where the option needs a second person
};

/// A recoverable error as a question: what happened, why, what it does to the product, how long the
/// cells tolerate it, and what may be done, each option a large button with what follows from it.
/// Nothing is chosen by itself: until somebody decides, the step stays in its safe state. The clock
/// runs on between two updates. GUI thread.
class FaultCard final : public Page
{
    Q_OBJECT

public:
    explicit FaultCard(const Theme &theme, QWidget *parent = nullptr);

    void setChoice(const BatchId &batch, const FaultChoice &choice);
    [[nodiscard]] const FaultChoice &choice() const { return m_choice; }
    void setPerson(const PersonId &person); ///< empty: nobody can decide
    void setKnownPersons(const QStringList &codedNames);
    /// What the abort that is being asked about would touch.
    void setBlastRadius(const BlastRadius &radius);

Q_SIGNALS:
    void decided(const cytoloom::FaultDecision &decision);
    /// The person reaches for Abort: the app works out what it touches.
    void blastRequested(const cytoloom::ElementId &element);

protected:
    void retranslate() override;
    void restyle() override;
    void paintEvent(QPaintEvent *event) override;

private:
    void fillOptions();
    void showClock();
    void choose(const FaultChoice::Option &option);
    void askAbort(const FaultChoice::Option &option);
    void askWithReason(const FaultChoice::Option &option);
    void decide(const FaultChoice::Option &option, const ReasonDialog *dialog = nullptr);
    [[nodiscard]] static QString word(FaultOption option);
    [[nodiscard]] static QString icon(FaultOption option);
    [[nodiscard]] QString said(const Message &message) const;

    BatchId m_batch;
    FaultChoice m_choice;
    PersonId m_person;
    QStringList m_known;
    QElapsedTimer m_since; ///< the choice was set
    QTimer m_second;
    QString m_statement; ///< of the dialog that is open: what was done by hand
    BlastPanel *m_blast = nullptr; ///< of the dialog that is open

    QLabel *m_caption;
    QLabel *m_title;
    QLabel *m_fault;
    QLabel *m_tolerance;
    QLabel *m_toleranceWord;
    QLabel *m_respond;
    QLabel *m_causeWord;
    QLabel *m_cause;
    QLabel *m_effectWord;
    QLabel *m_effect;
    QLabel *m_hint;
    QWidget *m_options;
    QGridLayout *m_optionGrid;
};

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::FaultDecision)
