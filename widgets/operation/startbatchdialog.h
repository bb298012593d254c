// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/controlrecipe.h"
#include "processgraph/plant/batchbinding.h"
#include "widgets/common/theme.h"

#include <QtCore/QVector>
#include <QtWidgets/QDialog>

class QButtonGroup;
class QLabel;
class QLineEdit;
class QPushButton;

namespace cytoloom {

class IdentityToken;

/// A recipe that can be chosen for a batch.
struct RecipeChoice
{
    QString key; ///< comes back in the request, e.g. the file name
    LocalizedText name;
    LocalizedText product;
    QString version; ///< "v4 · Effective"
    QString unusable; ///< why it cannot be run, a sentence; empty: it can
    RecipeId recipe {}; ///< and its version: what a binding must be of
    int recipeVersion = 0;
};

/// What the person asked for.
struct StartBatchRequest
{
    QString recipe; ///< RecipeChoice::key
    BatchHeader header; ///< simulated as the plant says
    double speed = 1; ///< of the simulation; 1 on a real plant
    std::optional<BatchBinding> binding {}; ///< of this recipe, version and batch number
};

/// Recipe, batch number, coded identity with shape and colour, and on a simulated plant the speed.
/// Start is possible when everything is there; until then it says what is missing.
class StartBatchDialog final : public QDialog
{
    Q_OBJECT

public:
    StartBatchDialog(const Theme &theme, const QVector<RecipeChoice> &recipes, bool simulatedPlant,
        Language language, QWidget *parent = nullptr);

    void setSuggestedBatch(const QString &number);
    void setSuggestedIdentity(const QString &identity);
    /// Numbers that are taken; the same one again is refused.
    void setUsedBatches(const QStringList &numbers);
    void chooseRecipe(const QString &key);
    /// The planned batch: its recipe and number are taken over where they can be.
    void setBinding(const QString &name, const std::optional<BatchBinding> &binding);
    /// A binding that could not be read: why, a sentence. The batch may start without.
    void setBindingRefused(const QString &why);
    [[nodiscard]] StartBatchRequest request() const;
    /// What is missing; empty: nothing.
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void startRequested(const cytoloom::StartBatchRequest &request);
    void bindingRequested(); ///< the app asks for a file and calls setBinding()

private:
    [[nodiscard]] QWidget *recipeList(const Theme &theme, Language language);
    [[nodiscard]] QWidget *tokenChooser(const Theme &theme);
    [[nodiscard]] QWidget *bindingRow(const Theme &theme);
    [[nodiscard]] QString bindingProblem(const StartBatchRequest &wanted) const;
    void check();

    QVector<RecipeChoice> m_recipes;
    bool m_simulated;
    QStringList m_used;
    QButtonGroup *m_recipeButtons;
    QButtonGroup *m_shapeButtons;
    QButtonGroup *m_colourButtons;
    QButtonGroup *m_speedButtons;
    QLineEdit *m_number;
    QLineEdit *m_identity;
    std::optional<BatchBinding> m_binding;
    QLabel *m_bindingText;
    QPushButton *m_bindingAdd;
    QPushButton *m_bindingRemove;
    IdentityToken *m_preview;
    QLabel *m_hint;
    QPushButton *m_start;
};

} // namespace cytoloom
