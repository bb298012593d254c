// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/masterrecipe.h"
#include "processgraph/validation/finding.h"
#include "processgraph/validation/profile.h"
#include "widgets/common/page.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace cytoloom {

/// One finding told whole: the sentence, the case that shows it (way, moment, amount against limit,
/// batches, values), what to do, the clauses it rests on with those that QA must still confirm, and
/// what can be done here: go there, repair, waive with a reason. GUI thread.
class FindingDetail final : public Page
{
    Q_OBJECT

public:
    explicit FindingDetail(const Theme &theme, QWidget *parent = nullptr);

    /// nullopt: nothing is chosen.
    void setFinding(const std::optional<Finding> &finding, const MasterRecipe &recipe);
    void setProfile(Profile profile);
    /// The counter-example in words, one line each; empty when there is none.
    [[nodiscard]] static QStringList exampleLines(
        const CounterExample &example, const MasterRecipe &recipe, Language language);

Q_SIGNALS:
    void showRequested(const cytoloom::FindingPlace &place);
    void fixRequested(const cytoloom::Finding &finding);
    void waiverRequested(const cytoloom::Finding &finding, const QString &reason);

protected:
    void retranslate() override { rebuild(); }
    void restyle() override { rebuild(); }

private:
    void rebuild();
    void addHeading(const QString &text);
    QLabel *addText(const QString &text, const QString &role = {});
    void addPath();
    void addBasis();
    void addActions();

    std::optional<Finding> m_finding;
    MasterRecipe m_recipe;
    Profile m_profile = Profile::CN;
    QScrollArea *m_scroll;
    QVBoxLayout *m_blocks = nullptr;
};

} // namespace cytoloom
