// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/breadcrumbbar.h"

#include "processgraph/model/masterrecipe.h"

#include <QtWidgets/QPushButton>

namespace cytoloom {

using namespace Qt::StringLiterals;

BreadcrumbBar::BreadcrumbBar(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_layout(new QHBoxLayout(this))
{
    setObjectName(u"breadcrumb"_s);
    m_layout->setContentsMargins(12, 4, 12, 4);
    m_layout->setSpacing(2);
}

void BreadcrumbBar::show(const MasterRecipe &recipe, const ElementId &container)
{
    m_crumbs = {{ElementId(), recipe.name}};
    const QVector<ElementId> above = recipe.procedure.ancestors(container);
    for (const ElementId &id : above)
        m_crumbs.append({id, recipe.procedure.element(id)->name});
    if (const Element *element = recipe.procedure.element(container))
        m_crumbs.append({container, element->name});
    rebuild();
}

void BreadcrumbBar::rebuild()
{
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater(); // the click that leads here comes from one of them
        }
        delete item;
    }
    for (int i = 0; i < m_crumbs.size(); ++i) {
        const Crumb &crumb = m_crumbs.at(i);
        if (i > 0) {
            auto *arrow = new QLabel(u"›"_s);
            arrow->setProperty("role", u"muted"_s);
            m_layout->addWidget(arrow);
        }
        if (i + 1 == m_crumbs.size()) {
            auto *here = new QLabel(crumb.name.in(language()));
            here->setFont(Theme::font(Theme::caption, true));
            here->setContentsMargins(4, 2, 4, 2);
            m_layout->addWidget(here);
        } else {
            auto *back = new QPushButton(crumb.name.in(language()));
            back->setProperty("role", u"link"_s);
            back->setFlat(true);
            back->setObjectName(u"crumb.%1"_s.arg(i));
            back->setFont(Theme::font(Theme::caption));
            connect(
                back, &QPushButton::clicked, this, [this, id = crumb.id] { Q_EMIT clicked(id); });
            m_layout->addWidget(back);
        }
    }
    m_layout->addStretch(1);
}

void BreadcrumbBar::retranslate()
{
    rebuild();
}

void BreadcrumbBar::restyle()
{ }

} // namespace cytoloom
