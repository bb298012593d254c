// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/controlrecipe.h"
#include "widgets/common/page.h"

#include <QtCore/QTimer>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace cytoloom {

struct Alarm;
class AlarmStrip;
class ElidedLabel;
class IdentityToken;

/// The bar above every page: plant and store, identity of the batch, alarms, SIMULATION, clock,
/// language, person. It keeps its own second hand unless it is told a (simulated) time.
class TopBar final : public Page
{
    Q_OBJECT

public:
    explicit TopBar(const Theme &theme, QWidget *parent = nullptr);

    /// Room at the right of the title for something of the application, e.g. the Ctrl+K field. The
    /// bar takes ownership.
    void setCentreWidget(QWidget *widget);

public Q_SLOTS:
    void setPlant(const cytoloom::LocalizedText &name, const QString &store);
    /// An empty batch id means that none is selected.
    void setBatch(const cytoloom::BatchHeader &batch);
    void setAlarms(const QVector<cytoloom::Alarm> &alarms);
    void setSimulated(bool simulated);
    /// Process time, where it is not the computer's own (simulation, replay).
    void setTime(cytoloom::UtcTime now);
    void setPerson(const QString &codedName);

Q_SIGNALS:
    void homeRequested(); ///< the logo: back to the welcome page
    void alarmsRequested();
    void languageRequested(cytoloom::Language language);
    void personRequested();
    void themeToggleRequested();

protected:
    void retranslate() override;
    void restyle() override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showTime();
    [[nodiscard]] bool isNarrow() const { return width() < 1400; }

    QHBoxLayout *m_layout;
    QPushButton *m_logo;
    QLabel *m_title;
    ElidedLabel *m_place;
    IdentityToken *m_identity;
    AlarmStrip *m_alarms;
    QLabel *m_simulation;
    QLabel *m_local;
    QLabel *m_utc;
    QPushButton *m_languageButton;
    QPushButton *m_themeButton;
    QPushButton *m_personButton;
    LocalizedText m_plant;
    QString m_store;
    QString m_person;
    std::optional<UtcTime> m_time;
    QTimer m_second;
};

} // namespace cytoloom
