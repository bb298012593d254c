// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarmorder.h"
#include "widgets/common/page.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace cytoloom {

struct AlarmCard;

/// What an operator needs with one alarm in front: what it is, why it comes, what it does to the
/// product, what to do and how soon, and the verbs as buttons. Knows the cards of the catalogue.
class AlarmCardView final : public Page
{
    Q_OBJECT

public:
    explicit AlarmCardView(const Theme &theme, QWidget *parent = nullptr);

    /// \p phase: class of the phase it belongs to, for the responses that are allowed there.
    void setAlarm(const Alarm &alarm, const QString &phase);
    void clear();
    void setTime(UtcTime now);
    [[nodiscard]] const Alarm &alarm() const { return m_alarm; }

Q_SIGNALS:
    void verbRequested(cytoloom::AlarmOrder::Verb verb);
    /// A response of the card: "hold", "trend", "device", "sample", "call", "quality", "deviation",
    /// "comment".
    void responseRequested(const QString &code);

protected:
    void retranslate() override;
    void restyle() override { retranslate(); }

private:
    void showTime();
    void showVerbs();
    void showResponses(const AlarmCard *card);

    Alarm m_alarm;
    QString m_phase;
    UtcTime m_now {};
    Duration m_within {0};
    QLabel *m_symbol;
    QLabel *m_title;
    QLabel *m_state;
    QLabel *m_facts;
    QLabel *m_time;
    QLabel *m_text;
    QLabel *m_why; ///< why a verb is not offered
    QWidget *m_verbs;
    QWidget *m_responses;
};

} // namespace cytoloom
