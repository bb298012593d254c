// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarmorder.h"
#include "processgraph/alarms/alarmrate.h"
#include "widgets/alarms/alarmmodel.h"
#include "widgets/common/coalescer.h"
#include "widgets/common/page.h"

#include <QtCore/QTimer>

#include <functional>

class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace cytoloom {

class AlarmCardView;
class AlarmSound;

/// The list of alarms with ISA-18.2 looks: shape, number, word and colour; symbols flash only while
/// their alarm waits for a person. Beside it the response card of the alarm that is selected, below
/// it what is shelved, suppressed or out of service, whose count is always seen. It sounds.
///
/// Acknowledging asks for a comment; other verbs ask for what they need. Nothing is carried out
/// here: acknowledge() and ordered() say what a person wants, without the person.
class AlarmPanel final : public Page
{
    Q_OBJECT

public:
    explicit AlarmPanel(const Theme &theme, QWidget *parent = nullptr);
    ~AlarmPanel() override;
    [[nodiscard]] AlarmModel *model() const { return m_model; }
    [[nodiscard]] AlarmModel *quietModel() const { return m_quietModel; }
    [[nodiscard]] AlarmSound *sound() const { return m_sound; }
    /// Class of the phase that an alarm belongs to, for the responses of its card.
    void setPhaseLookup(const std::function<QString(const Alarm &)> &phaseOf);
    /// Shows and selects it. False when it is neither active nor quiet.
    bool select(const QString &key);

public Q_SLOTS:
    void setAlarms(const QVector<cytoloom::Alarm> &alarms);
    /// Shelved, suppressed by design, out of service.
    void setQuietAlarms(const QVector<cytoloom::Alarm> &alarms);
    void setFloods(const QVector<cytoloom::AlarmFlood> &floods);
    void setTime(cytoloom::UtcTime now);

Q_SIGNALS:
    /// \p alarm is the key.
    void acknowledge(const QString &alarm, const QString &comment);
    /// Every verb but the acknowledgement.
    void ordered(const cytoloom::AlarmOrder &order);
    void trendRequested(const cytoloom::TagId &tag);
    /// A response of the card that is neither the trend nor a comment, see AlarmCardView.
    void responseRequested(const QString &code, const cytoloom::Alarm &alarm);

protected:
    void retranslate() override;
    void restyle() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    class Delegate;
    void build();
    void layColumns();
    void refresh();
    void showSelection();
    void applyFilter();
    void showQuiet(bool shown);
    [[nodiscard]] const Alarm *current() const;
    void give(AlarmOrder::Verb verb);
    void respond(const QString &code);

    AlarmModel *m_model;
    AlarmModel *m_quietModel;
    QTableView *m_view;
    QTableView *m_quietView;
    Delegate *m_delegate;
    AlarmCardView *m_card;
    AlarmSound *m_sound;
    QLabel *m_summary;
    QLabel *m_flood;
    QLineEdit *m_search;
    QVector<QPushButton *> m_priorities;
    QPushButton *m_mute;
    QPushButton *m_quietToggle;
    QTimer m_flash;
    QVector<Alarm> m_pending;
    QVector<Alarm> m_pendingQuiet;
    QVector<AlarmFlood> m_floods;
    UtcTime m_now {};
    QString m_selected; ///< key
    std::function<QString(const Alarm &)> m_phaseOf;
    Coalescer m_update;
};

} // namespace cytoloom
