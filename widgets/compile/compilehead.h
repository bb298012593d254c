// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/compiler/compilereport.h"
#include "widgets/common/page.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace cytoloom {

/// The head of the compile page: the verdict with what it rests on, how far it is, and what can be
/// done with it. It decides nothing: it shows what it is told. GUI thread.
class CompileHead final : public Page
{
    Q_OBJECT

public:
    /// How the report on the page stands to the recipe as it is now.
    struct State
    {
        bool document = false; ///< there is a recipe
        bool busy = false;
        bool late = false; ///< busy for so long that it is said
        bool waiting = false; ///< it begins in a moment
        bool outdated = false;
        bool cancelled = false; ///< by a person
        double milliseconds = 0; ///< of the last report
    };

    explicit CompileHead(const Theme &theme, QWidget *parent = nullptr);

    /// \p report: null where there is none yet; \p plant: its name as people know it.
    void showReport(const CompileReport *report, const LocalizedText &plant, const State &state);
    void setProgress(qint64 done, qint64 all); ///< all 0: not known

Q_SIGNALS:
    void againRequested();
    void cancelRequested();
    void savePdfRequested();
    void saveJsonRequested();

protected:
    void retranslate() override;
    void restyle() override;

private:
    [[nodiscard]] QString verdictText(const CompileReport &report) const;
    [[nodiscard]] QString basisText(const CompileReport &report, const LocalizedText &plant) const;
    [[nodiscard]] QString stateText(bool report, const State &state) const;

    QLabel *m_mark, *m_verdict, *m_basis, *m_state;
    QProgressBar *m_progress;
    QPushButton *m_again, *m_cancel, *m_pdf, *m_json;
};

} // namespace cytoloom
