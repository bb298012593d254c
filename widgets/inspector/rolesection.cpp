// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The unit roles of a recipe: what a unit must be and do, and which one is meant first.
#include "widgets/grapheditor/words.h"
#include "widgets/inspector/editors.h"
#include "widgets/inspector/entrybox.h"
#include "widgets/inspector/quantityedit.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(RoleSection)
};

using Picks = QVector<std::pair<QString, QString>>;

Picks classesOf(const InspectorContext &context)
{
    Picks choices {{Texts::tr("Not stated"), QString()}};
    for (const EquipmentClass &each : context.catalog.equipmentClasses())
        choices.append({each.name.in(context.language), each.id});
    return choices;
}

Picks unitsOf(const InspectorContext &context, const UnitRole &role)
{
    Picks choices {{Texts::tr("Any of the class"), QString()}};
    if (!context.plant)
        return choices;
    for (const PlantUnit &unit : context.plant->units) {
        if (role.equipmentClass.isEmpty() || unit.equipmentClass == role.equipmentClass)
            choices.append({unit.id.value() + u" · "_s + unit.room.value(), unit.id.value()});
    }
    return choices;
}

/// What units of the plant can do at all, and in which unit of measurement they say it.
QVector<Capability> knownCapabilities(const InspectorContext &context)
{
    QVector<Capability> known;
    if (!context.plant)
        return known;
    for (const PlantUnit &unit : context.plant->units) {
        for (const Capability &each : unit.capabilities) {
            const bool there = std::any_of(known.begin(), known.end(),
                [&each](const Capability &other) { return other.id == each.id; });
            if (!there)
                known.append(each);
        }
    }
    return known;
}

class RoleForm
{
public:
    RoleForm(const InspectorContext &context, int index, EntryBox &box)
        : m_context(context)
        , m_index(index)
        , m_box(box)
        , m_role(context.document.recipe().roles.at(index))
    { }

    void fill()
    {
        const auto change = this->change();
        for (const bool zh : {false, true}) {
            m_box.addRow(zh ? Texts::tr("Name (zh)") : Texts::tr("Name (en)"),
                Editors::text(m_box.field(zh ? u"nameZh"_s : u"nameEn"_s),
                    zh ? m_role.name.zh : m_role.name.en, m_context.editable(), false,
                    [change, zh](const QString &text) {
                        change([&](UnitRole &r) { (zh ? r.name.zh : r.name.en) = text; });
                    }));
        }
        m_box.addRow(Texts::tr("Class"),
            Editors::pick(m_box.field(u"class"_s), classesOf(m_context), m_role.equipmentClass,
                false, m_context.editable(), [change](const QString &id) {
                    change([&](UnitRole &r) { r.equipmentClass = id; });
                }));
        m_box.addRow(Texts::tr("Unit"),
            Editors::pick(m_box.field(u"unit"_s), unitsOf(m_context, m_role),
                m_role.preferredUnit.value(), false, m_context.editable(),
                [change](const QString &id) {
                    change([&](UnitRole &r) { r.preferredUnit = UnitId(id); });
                }));
        m_box.addRow(Texts::tr("In expressions"),
            Editors::identifier(m_context, m_box.field(u"id"_s), m_role.id.value(), true,
                [context = m_context, change](const QString &id) {
                    if (context.document.recipe().role(RoleId(id))) {
                        context.complain(Texts::tr("There is another “%1”.").arg(id));
                        context.rebuild();
                    } else {
                        change([&](UnitRole &r) { r.id = RoleId(id); });
                    }
                }));
        for (int i = 0; i < m_role.capabilities.size(); ++i)
            addCapability(i);
        if (m_context.editable())
            addAdd();
    }

private:
    using Edit = std::function<void(UnitRole &)>;
    [[nodiscard]] std::function<void(const Edit &)> change() const
    {
        return [context = m_context, index = m_index](const Edit &edit) {
            context.changeHeader(
                [&](MasterRecipe &r) { edit(r.roles[index]); }, Texts::tr("Change unit role"));
        };
    }

    void addCapability(int number)
    {
        const CapabilityNeed need = m_role.capabilities.at(number);
        const auto change
            = [all = this->change(), number](const std::function<void(CapabilityNeed &)> &edit) {
                  all([&](UnitRole &r) { edit(r.capabilities[number]); });
              };
        const QString name = u"capability%1."_s.arg(number);
        auto *row = new QWidget;
        auto *layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(4);
        for (const bool low : {true, false}) {
            auto *edit = Editors::number(m_context,
                m_box.field(name + (low ? u"low"_s : u"high"_s)), need.unit,
                low ? need.range.low : need.range.high, {}, true,
                [change, low](std::optional<double> value) {
                    change([&](CapabilityNeed &c) { (low ? c.range.low : c.range.high) = value; });
                });
            edit->setPlaceholderText(low ? Texts::tr("from") : Texts::tr("to"));
            edit->setMinimumWidth(56);
            layout->addWidget(edit, 1);
        }
        if (m_context.editable()) {
            auto *gone = new QPushButton;
            gone->setObjectName(m_box.field(name + u"remove"_s));
            gone->setProperty("role", u"link"_s);
            gone->setIcon(Theme::icon(u"delete"_s, m_context.theme.accent));
            gone->setAccessibleName(Texts::tr("Remove"));
            gone->setToolTip(Texts::tr("Remove"));
            QObject::connect(gone, &QPushButton::clicked, gone, [all = this->change(), number] {
                all([number](UnitRole &r) { r.capabilities.removeAt(number); });
            });
            layout->addWidget(gone);
        }
        m_box.addRow(Texts::tr("Can %1").arg(need.capability), row);
    }

    void addAdd()
    {
        const QVector<Capability> known = knownCapabilities(m_context);
        Picks choices {{Texts::tr("＋ Capability"), QString()}};
        for (const Capability &each : known) {
            const bool has = std::any_of(m_role.capabilities.begin(), m_role.capabilities.end(),
                [&each](const CapabilityNeed &need) { return need.capability == each.id; });
            if (!has)
                choices.append({each.id, each.id});
        }
        m_box.addWide(Editors::pick(m_box.field(u"addCapability"_s), choices, QString(),
            !m_context.plant, true, [known, change = this->change()](const QString &id) {
                CapabilityNeed need;
                need.capability = id;
                for (const Capability &each : known) {
                    if (each.id == id)
                        need.unit = each.unit;
                }
                change([&](UnitRole &r) { r.capabilities.append(need); });
            }));
    }

    InspectorContext m_context;
    int m_index;
    EntryBox &m_box;
    UnitRole m_role;
};

} // namespace

QWidget *RecipeSections::roles(const InspectorContext &context)
{
    const MasterRecipe &recipe = context.document.recipe();
    auto *section = new Section(Texts::tr("Unit roles"));
    for (int i = 0; i < recipe.roles.size(); ++i) {
        const UnitRole &role = recipe.roles.at(i);
        const QString name = role.name.in(context.language);
        section->addWide(new EntryBox(
            context,
            {u"roles"_s, i, {}, name.isEmpty() ? role.id.value() : name,
                role.preferredUnit.isEmpty() ? role.equipmentClass : role.preferredUnit.value()},
            [context, i](EntryBox &box) { RoleForm(context, i, box).fill(); },
            [context, i] {
                context.changeHeader(
                    [i](MasterRecipe &r) { r.roles.removeAt(i); }, Texts::tr("Remove unit role"));
            }));
    }
    QPushButton *add = section->addButton(context, u"roles.add"_s, Texts::tr("Unit role"));
    QObject::connect(add, &QPushButton::clicked, add, [context] {
        UnitRole fresh;
        for (int number = 1; fresh.id.isEmpty(); ++number) {
            const RoleId id(u"ROLE%1"_s.arg(number));
            if (!context.document.recipe().role(id))
                fresh.id = id;
        }
        fresh.name = {u"Unit role"_s, u"单元角色"_s};
        context.opened.insert(
            EntryBox::keyOf(u"roles"_s, int(context.document.recipe().roles.size())));
        context.changeHeader(
            [&](MasterRecipe &r) { r.roles.append(fresh); }, Texts::tr("Add unit role"));
    });
    return section;
}

} // namespace cytoloom
