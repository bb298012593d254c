// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/commands/recipedocument.h"
#include "processgraph/plant/plant.h"
#include "widgets/common/page.h"
#include "widgets/inspector/sections.h"

#include <QtCore/QPointer>

class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace cytoloom {

class ParameterRow;
class PastBatches;

/// What is selected, typed and editable: a step, a link, or the recipe while nothing is. Every
/// accepted entry is one undo step of the document. GUI thread.
class Inspector final : public Page
{
    Q_OBJECT

public:
    /// \p catalog outlives the inspector.
    Inspector(const Catalog &catalog, const Theme &theme, QWidget *parent = nullptr);
    ~Inspector() override;

    void setDocument(RecipeDocument *document); ///< may be null
    void setPlant(const std::optional<Plant> &plant);
    /// Records that conditions can be tried on; may be null, may go before the inspector.
    void setPastBatches(PastBatches *past);
    void setSelection(const QVector<ElementId> &elements, const QVector<LinkId> &links);
    /// Brings the parameter into view, marks it and puts the cursor into it.
    void showParameter(const ElementId &element, const ParameterId &parameter);

Q_SIGNALS:
    void refused(const QString &reason);
    /// The other side of a transfer was asked for.
    void showRequested(const cytoloom::ElementId &id);

protected:
    void retranslate() override;
    void restyle() override;

private:
    void rebuildSoon();
    void rebuildWhenIdle();
    void rebuild();
    void fillElement(const Element &element);
    void fillLinks();
    void fillRecipe();
    void fillParameters(const Element &element);
    void addBlock(QWidget *block);
    void rule();
    [[nodiscard]] QString subtitle(const Element &element) const;

    const Catalog &m_catalog;
    RecipeDocument *m_document = nullptr;
    std::optional<Plant> m_plant;
    QPointer<PastBatches> m_past;
    QVector<ElementId> m_elements;
    QVector<LinkId> m_links;
    QScrollArea *m_scroll;
    QLabel *m_title;
    QLabel *m_subtitle;
    QWidget *m_content = nullptr;
    QVBoxLayout *m_blocks = nullptr;
    QVector<ParameterRow *> m_rows;
    QSet<QString> m_opened; ///< entries that are unfolded; the selection's
    std::unique_ptr<InspectorContext> m_context;
    bool m_pending = false;
};

} // namespace cytoloom
