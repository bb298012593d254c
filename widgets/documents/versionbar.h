// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/masterrecipe.h"
#include "widgets/common/page.h"

class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace cytoloom {

/// What can be done with a version of a recipe.
enum class VersionStep { Submit, Approve, SendBack, MakeEffective, Retire, StartNew };

/// The state of the version on the page, the next step of its life as one button, the others and
/// the comparison in a menu. GUI thread.
class VersionBar final : public Page
{
    Q_OBJECT

public:
    explicit VersionBar(const Theme &theme, QWidget *parent = nullptr);

    /// Status and signatures of \p recipe; the procedure is not looked at.
    void setVersion(const MasterRecipe &recipe);
    [[nodiscard]] static QString statusName(RecipeStatus status);
    /// "production" → "Production", for the roles of approval.
    [[nodiscard]] static QString roleName(const QString &role);

Q_SIGNALS:
    void requested(cytoloom::VersionStep step);
    void compareRequested(); ///< with another version or file
    void historyRequested(); ///< the signatures under the version

protected:
    void retranslate() override;
    void restyle() override;

private:
    void add(VersionStep step, const QString &text);

    MasterRecipe m_recipe; ///< without its procedure
    QLabel *m_status;
    QPushButton *m_next;
    QToolButton *m_more;
    QMenu *m_menu;
    VersionStep m_nextStep = VersionStep::Submit;
};

} // namespace cytoloom
