// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/id.h"
#include "widgets/common/page.h"

class QHBoxLayout;

namespace cytoloom {

struct MasterRecipe;

/// Where in the recipe the drawing is, and the way back: recipe › unit procedure › operation.
class BreadcrumbBar final : public Page
{
    Q_OBJECT

public:
    explicit BreadcrumbBar(const Theme &theme, QWidget *parent = nullptr);
    /// \p recipe is read now and not kept.
    void show(const MasterRecipe &recipe, const ElementId &container);

Q_SIGNALS:
    void clicked(const cytoloom::ElementId &container);

protected:
    void retranslate() override;
    void restyle() override;

private:
    struct Crumb
    {
        ElementId id;
        LocalizedText name;
    };
    void rebuild();

    QVector<Crumb> m_crumbs;
    QHBoxLayout *m_layout;
};

} // namespace cytoloom
