// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarm.h"
#include "processgraph/catalog/catalog.h"
#include "processgraph/execution/blastradius.h"
#include "processgraph/execution/faultchoice.h"
#include "processgraph/execution/operatorview.h"
#include "processgraph/plant/tagvalue.h"
#include "widgets/common/coalescer.h"
#include "widgets/common/page.h"
#include "widgets/operation/jumprequest.h"

#include <QtCore/QHash>

class QLabel;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace cytoloom {

class BlastPanel;
class CommandBar;
class ElidedLabel;
class FaultCard;
class IdentityToken;
class ParameterTile;
class StepCard;
class UnitProcedureStrip;
class Watermark;

struct FaultDecision;

/// Running one batch, at the wall and in gloves: what it is, where it stands, what is wanted now,
/// the live values of the steps under way and the commands. Values come in by slots as often as
/// they like; the page repaints at most 20 times a second. GUI thread.
class OperatePage final : public Page
{
    Q_OBJECT

public:
    /// \p catalog must outlive the page.
    OperatePage(const Theme &theme, const Catalog &catalog, QWidget *parent = nullptr);

    /// The running process drawing; the page takes ownership.
    void setGraphWidget(QWidget *graph);
    [[nodiscard]] bool isGraphShown() const;

public Q_SLOTS:
    void setPlant(const cytoloom::Plant &plant);
    /// A state without batch id empties the page.
    void setBatch(const cytoloom::BatchState &batch);
    /// What only the engine knows of the same batch: signatures that are waited for, timers.
    void setOperatorView(const cytoloom::OperatorView &view);
    /// Recoverable errors of this batch: the first one takes the place of the step card until it is
    /// decided. Empty: none.
    void setFaults(const QVector<cytoloom::FaultChoice> &faults);
    /// What the command that is being asked about would touch (answer to blastRequested()).
    void setBlastRadius(const cytoloom::BlastRadius &radius);
    void setKnownPersons(const QStringList &codedNames);
    void setAlarms(const QVector<cytoloom::Alarm> &alarms);
    void addSamples(const QVector<cytoloom::TagSample> &samples);
    void setTime(cytoloom::UtcTime now); ///< process time
    /// Empty: nobody is signed in, and commands say so.
    void setPerson(const cytoloom::PersonId &person);
    void setGraphShown(bool shown);
    /// Shows the card of this step, if it is under way.
    void showStep(const cytoloom::ElementId &element);
    /// The engine refused an answer or a command.
    void showRefusal(const cytoloom::Error &error);
    /// Replaces the last line, e.g. with what other batches wait for; empty: the page finds its
    /// own.
    void setNextAction(const QString &text);
    /// The journal cannot be written: nothing is ordered and nothing goes on until it can, so the
    /// batch stands as Held and the page says why. None: it can.
    void setRecordFailure(const std::optional<cytoloom::Error> &error);

Q_SIGNALS:
    void graphShown();
    void wipeLockRequested();
    void command(const cytoloom::ElementId &element, cytoloom::ProceduralCommand command,
        const QString &reason);
    void answer(const cytoloom::PromptAnswer &answer);
    void acknowledge(const QString &alarm, const QString &comment);
    void sign(const cytoloom::ElementId &element, cytoloom::SignatureMeaning meaning,
        const QString &role);
    void startBatchRequested();
    void wallRequested(); ///< back to all batches
    /// A person reaches for a command: what would it touch? Answered by setBlastRadius().
    void blastRequested(const cytoloom::ElementId &element, cytoloom::ProceduralCommand command);
    void faultDecided(const cytoloom::FaultDecision &decision);
    /// Of the whole batch.
    void modeRequested(cytoloom::ExecutionMode mode, const QString &reason);
    void jumpRequested(const cytoloom::JumpRequest &request);
    void trendRequested(const cytoloom::TagId &tag);
    void elementChosen(const cytoloom::ElementId &element);

protected:
    void retranslate() override;
    void restyle() override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void refreshEmptyText();
    void showBlocked();
    void refreshTiles();
    void fitTiles();
    void requestCommand(ProceduralCommand command);
    void helpFor(const ElementId &element);
    void askMode();
    void askJump();
    [[nodiscard]] QString skippedText(const ElementId &to) const;
    void refreshHead();
    void refreshFault();
    void tileClicked(const TagId &tag);
    void ask(const QString &title, const QString &consequence, ProceduralCommand command,
        const ElementId &element);
    [[nodiscard]] QString headerText() const;
    [[nodiscard]] QString nextText() const;
    [[nodiscard]] bool hasBatch() const { return !m_batch.control.header.id.isEmpty(); }

    const Catalog &m_catalog;
    Plant m_plant;
    BatchState m_batch;
    OperatorView m_view;
    QVector<Alarm> m_alarmList;
    QHash<TagId, TagValue> m_values;
    UtcTime m_now {};
    PersonId m_person;
    ElementId m_chosen;
    QString m_next;
    std::optional<Error> m_recordFailure;
    QVector<FaultChoice> m_faults;
    QStringList m_known;
    BlastPanel *m_blast = nullptr; ///< of the dialog that is open

    QPushButton *m_wall;
    ElidedLabel *m_header;
    IdentityToken *m_token;
    QPushButton *m_mode;
    QPushButton *m_jump;
    QPushButton *m_start;
    QPushButton *m_wipe;
    QPushButton *m_cardButton;
    QPushButton *m_graphButton;
    UnitProcedureStrip *m_strip;
    QStackedWidget *m_stack;
    QStackedWidget *m_cardStack; ///< step card, or the fault card over it
    StepCard *m_card;
    FaultCard *m_fault;
    QWidget *m_tileColumn;
    QVBoxLayout *m_tileLayout;
    QLabel *m_noTiles;
    QVector<ParameterTile *> m_tiles;
    QWidget *m_graph = nullptr;
    CommandBar *m_commands;
    Watermark *m_watermark; ///< of a simulated batch
    ElidedLabel *m_nextLine;
    Coalescer m_update;
};

} // namespace cytoloom
