// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/page.h"
#include "widgets/operation/handover.h"

class QButtonGroup;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace cytoloom {

class PersonSlot;

/// Handover of a shift. The draft writes itself from what is open; the outgoing person adds remarks
/// and signs, which freezes it, the incoming one signs, and the snapshot goes out as a record that
/// nobody changes again. Past ones can be read beside it. GUI thread.
class HandoverPage final : public Page
{
    Q_OBJECT

public:
    explicit HandoverPage(const Theme &theme, QWidget *parent = nullptr);

    /// What is shown and would be signed: the live draft, or the frozen one.
    [[nodiscard]] const HandoverInput &draft() const { return m_draft; }
    [[nodiscard]] bool isFrozen() const;
    [[nodiscard]] QString problem() const; ///< empty: it can be handed over

public Q_SLOTS:
    /// As known now. A draft that somebody has signed stays as it was signed.
    void setInput(const cytoloom::HandoverInput &input);
    void setPast(const QVector<cytoloom::HandoverRecord> &records); ///< newest first
    void setPerson(const cytoloom::PersonId &person); ///< who is signed in: outgoing by default
    void setKnownPersons(const QStringList &codedNames);
    void showStored(); ///< the record was written: an empty page for the next shift

Q_SIGNALS:
    /// Both have signed. The body is the immutable snapshot (schema cytoloom.handover/1).
    void handedOver(const cytoloom::HandoverRecord &record);
    void batchRequested(const cytoloom::BatchId &batch);
    void closed();

protected:
    void retranslate() override;
    void restyle() override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    void fill();
    void fillPast();
    void addLine(const HandoverLine &line);
    void signatureChanged();

    HandoverInput m_live;
    HandoverInput m_draft;
    QVector<HandoverRecord> m_past;
    int m_shown = -1; ///< of the past ones; -1: the draft
    PersonId m_person;

    QPushButton *m_back;
    QLabel *m_title;
    QLabel *m_when;
    QWidget *m_list;
    QVBoxLayout *m_listLayout;
    QLabel *m_remarkWord;
    QPlainTextEdit *m_remarks;
    PersonSlot *m_outgoing;
    PersonSlot *m_incoming;
    QLabel *m_hint;
    QPushButton *m_hand;
    QLabel *m_pastWord;
    QWidget *m_pastList;
    QVBoxLayout *m_pastLayout;
    QWidget *m_signing;
};

} // namespace cytoloom
