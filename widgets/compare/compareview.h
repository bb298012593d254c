// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/catalog.h"
#include "processgraph/model/recipecomparison.h"
#include "widgets/common/page.h"
#include "widgets/compare/differencemodel.h"

class QCheckBox;
class QLabel;
class QListView;
class QPushButton;

namespace cytoloom {

class DifferenceOverlay;
class GraphView;

/// Two versions of a recipe: side by side on two drawings that move together, or the new one with
/// the old one's lost steps laid over it; beside them the differences as sentences, the gravest
/// first, each leading to its place. Nothing can be edited. GUI thread.
class CompareView final : public Page
{
    Q_OBJECT

public:
    /// \p catalog outlives the view.
    CompareView(const Catalog &catalog, const Theme &theme, QWidget *parent = nullptr);

    /// Shows the differences of \p after against \p before. What is compared takes O(steps): a big
    /// recipe may be compared elsewhere and handed over.
    void setVersions(const MasterRecipe &before, const MasterRecipe &after);
    void setVersions(
        const MasterRecipe &before, const MasterRecipe &after, const RecipeComparison &comparison);
    void setOverlaid(bool overlaid);
    [[nodiscard]] bool isOverlaid() const { return m_overlaid; }
    [[nodiscard]] const RecipeComparison &comparison() const { return m_comparison; }
    [[nodiscard]] GraphView *beforeView() const { return m_before; }
    [[nodiscard]] GraphView *afterView() const { return m_after; }
    [[nodiscard]] DifferenceOverlay *beforeOverlay() const { return m_beforeMarks; }
    [[nodiscard]] DifferenceOverlay *afterOverlay() const { return m_afterMarks; }
    [[nodiscard]] DifferenceModel *model() const { return m_model; }
    /// Both drawings go to where the difference lies.
    void showDifference(const Difference &difference);

protected:
    void retranslate() override;
    void restyle() override;
    void showEvent(QShowEvent *event) override;

private:
    void connectViews();
    void followScroll(const GraphView *from, GraphView *to);
    void openPartner(bool fromBefore, const ElementId &container);
    void mark();
    [[nodiscard]] static QString titleOf(const MasterRecipe &recipe, Language language);

    MasterRecipe m_old;
    MasterRecipe m_new;
    RecipeComparison m_comparison;
    QHash<ElementId, ElementId> m_former; ///< new id → old id
    GraphView *m_before;
    GraphView *m_after;
    DifferenceOverlay *m_beforeMarks;
    DifferenceOverlay *m_afterMarks;
    DifferenceModel *m_model;
    QListView *m_list;
    QLabel *m_beforeTitle;
    QLabel *m_afterTitle;
    QLabel *m_summary;
    QWidget *m_beforePane;
    QPushButton *m_sideBySide;
    QPushButton *m_overlay;
    QPushButton *m_copy;
    QVector<QCheckBox *> m_weights; ///< Widened, Changed, Wording, Layout
    bool m_overlaid = false;
    bool m_following = false;
};

} // namespace cytoloom
