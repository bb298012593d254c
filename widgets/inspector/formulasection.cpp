// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The formula and the bill of materials: values and materials that steps refer to by id.
#include "widgets/grapheditor/words.h"
#include "widgets/inspector/editors.h"
#include "widgets/inspector/entrybox.h"
#include "widgets/inspector/evidencesection.h"
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
    Q_DECLARE_TR_FUNCTIONS(FormulaSection)
};

template <class T> bool hasId(const QVector<T> &items, const QString &id)
{
    return std::any_of(items.begin(), items.end(), [&id](const T &item) { return item.id == id; });
}

template <class T> QString freeId(const QVector<T> &items, const QString &stem)
{
    for (int number = 1;; ++number) {
        if (const QString id = stem + QString::number(number); !hasId(items, id))
            return id;
    }
}

/// The fields that a line of the formula and one of the bill of materials have in common. \p list
/// is the member of the recipe, \p change hands an edit of this line in.
template <class T> class LineForm
{
public:
    using Edit = std::function<void(T &)>;

    LineForm(const InspectorContext &context, EntryBox &box, QVector<T> MasterRecipe::*list,
        int index, const QString &what)
        : m_context(context)
        , m_box(box)
        , m_list(list)
        , m_index(index)
        , m_what(what)
        , m_line((context.document.recipe().*list).at(index))
    { }

    [[nodiscard]] const T &line() const { return m_line; }
    [[nodiscard]] std::function<void(const Edit &)> change() const
    {
        return
            [context = m_context, list = m_list, index = m_index, what = m_what](const Edit &edit) {
                context.changeHeader([&](MasterRecipe &r) { edit((r.*list)[index]); }, what);
            };
    }

    void addId(const QString &word)
    {
        m_box.addRow(word,
            Editors::identifier(m_context, m_box.field(u"id"_s), m_line.id, true,
                [context = m_context, list = m_list, change = change()](const QString &id) {
                    if (hasId(context.document.recipe().*list, id)) {
                        context.complain(Texts::tr("There is another “%1”.").arg(id));
                        context.rebuild();
                    } else {
                        change([&](T &line) { line.id = id; });
                    }
                }));
    }

    void addNames()
    {
        for (const bool zh : {false, true}) {
            m_box.addRow(zh ? Texts::tr("Name (zh)") : Texts::tr("Name (en)"),
                Editors::text(m_box.field(zh ? u"nameZh"_s : u"nameEn"_s),
                    zh ? m_line.name.zh : m_line.name.en, m_context.editable(), false,
                    [change = change(), zh](const QString &text) {
                        change([&](T &line) { (zh ? line.name.zh : line.name.en) = text; });
                    }));
        }
    }

    void addQuantity(const QString &word, Quantity T::*member, const Range &limits)
    {
        const Quantity &quantity = m_line.*member;
        m_box.addRow(word,
            Editors::number(m_context, m_box.field(u"quantity"_s), quantity.unit, quantity.value,
                limits, false, [change = change(), member](std::optional<double> value) {
                    change([&](T &line) { (line.*member).value = *value; });
                }));
        m_box.addRow(Texts::tr("Unit"),
            Editors::unit(m_context, m_box.field(u"unit"_s), quantity.unit,
                [context = m_context, change = change(), member](const Unit &unit) {
                    change([&](T &line) {
                        Quantity &now = line.*member;
                        if (const auto value = now.unit.convert(now.value, unit))
                            now.value = QuantityEdit::tidy(*value);
                        else
                            context.complain(
                                Texts::tr("The unit is of another dimension: check the number."));
                        now.unit = unit;
                    });
                }));
    }

private:
    InspectorContext m_context;
    EntryBox &m_box;
    QVector<T> MasterRecipe::*m_list;
    int m_index;
    QString m_what;
    T m_line;
};

QString kindWord(FormulaKind kind)
{
    switch (kind) {
    case FormulaKind::ProcessInput:
        return Texts::tr("Input");
    case FormulaKind::ProcessOutput:
        return Texts::tr("Output");
    case FormulaKind::ProcessParameter:
        break;
    }
    return Texts::tr("Parameter");
}

void fillFormula(const InspectorContext &context, int index, EntryBox &box)
{
    LineForm<FormulaParameter> form(
        context, box, &MasterRecipe::formula, index, Texts::tr("Change formula"));
    form.addQuantity(Texts::tr("Value"), &FormulaParameter::value, {});
    form.addNames();
    QVector<std::pair<QString, int>> kinds;
    for (const FormulaKind kind :
        {FormulaKind::ProcessInput, FormulaKind::ProcessOutput, FormulaKind::ProcessParameter})
        kinds.append({kindWord(kind), int(kind)});
    box.addRow(Texts::tr("Kind"),
        Editors::choice(box.field(u"kind"_s), kinds, int(form.line().kind), context.editable(),
            [change = form.change()](int value) {
                change([value](FormulaParameter &line) { line.kind = FormulaKind(value); });
            }));
    form.addId(Texts::tr("In expressions f."));
}

void fillBom(const InspectorContext &context, int index, EntryBox &box)
{
    LineForm<BomLine> form(
        context, box, &MasterRecipe::bom, index, Texts::tr("Change bill of materials"));
    const auto change = form.change();
    form.addNames();
    QVector<std::pair<QString, QString>> classes {{Texts::tr("Not stated"), QString()}};
    for (const MaterialClass &material : context.catalog.materials())
        classes.append({material.name.in(context.language), material.id});
    box.addRow(Texts::tr("Class"),
        Editors::pick(box.field(u"material"_s), classes, form.line().material, false,
            context.editable(),
            [change](const QString &id) { change([&](BomLine &line) { line.material = id; }); }));
    form.addQuantity(Texts::tr("Quantity"), &BomLine::quantity, {0.0, std::nullopt});
    box.addRow(Texts::tr("Tolerance ±"),
        Editors::number(context, box.field(u"tolerance"_s), Unit::parse(u"%"_s).value(),
            form.line().tolerance * 100, {0.0, 100.0}, false,
            [change](std::optional<double> value) {
                change([value](BomLine &line) { line.tolerance = *value / 100; });
            }));
    box.addRow(Texts::tr("Material code"),
        Editors::text(box.field(u"code"_s), form.line().code, context.editable(), false,
            [change](const QString &text) { change([&](BomLine &line) { line.code = text; }); }));
    box.addRow(Texts::tr("Specification"),
        Editors::text(box.field(u"specification"_s), form.line().specification, context.editable(),
            false, [change](const QString &text) {
                change([&](BomLine &line) { line.specification = text; });
            }));
    EvidenceSection::addRows(context,
        {AttributeHome::BomLine, box.field(u"evidence"_s), {form.line().material, u"bomLine"_s},
            form.line().attributes,
            [change](const std::function<void(Attributes &)> &edit) {
                change([&](BomLine &line) { edit(line.attributes); });
            }},
        [&box](const QString &name, QWidget *editor) { box.addRow(name, editor); });
    form.addId(Texts::tr("Id"));
}

template <class T>
void addLine(const InspectorContext &context, const QString &list, QVector<T> MasterRecipe::*member,
    const T &fresh, const QString &what)
{
    context.opened.insert(EntryBox::keyOf(list, int((context.document.recipe().*member).size())));
    context.changeHeader([&](MasterRecipe &r) { (r.*member).append(fresh); }, what);
}

} // namespace

QWidget *RecipeSections::formula(const InspectorContext &context)
{
    const MasterRecipe &recipe = context.document.recipe();
    auto *section = new Section(Texts::tr("Formula"));
    for (int i = 0; i < recipe.formula.size(); ++i) {
        const FormulaParameter &value = recipe.formula.at(i);
        section->addWide(new EntryBox(
            context,
            {u"formula"_s, i, {}, value.name.in(context.language), Words::amount(value.value)},
            [context, i](EntryBox &box) { fillFormula(context, i, box); },
            [context, i] {
                context.changeHeader([i](MasterRecipe &r) { r.formula.removeAt(i); },
                    Texts::tr("Remove formula value"));
            }));
    }
    QPushButton *add = section->addButton(context, u"formula.add"_s, Texts::tr("Formula value"));
    QObject::connect(add, &QPushButton::clicked, add, [context] {
        FormulaParameter fresh;
        fresh.id = freeId(context.document.recipe().formula, u"value"_s);
        fresh.name = {u"Value"_s, u"配方值"_s};
        addLine(
            context, u"formula"_s, &MasterRecipe::formula, fresh, Texts::tr("Add formula value"));
    });
    return section;
}

QWidget *RecipeSections::materials(const InspectorContext &context)
{
    const MasterRecipe &recipe = context.document.recipe();
    auto *section = new Section(Texts::tr("Bill of materials"));
    for (int i = 0; i < recipe.bom.size(); ++i) {
        const BomLine &line = recipe.bom.at(i);
        section->addWide(new EntryBox(
            context,
            {u"bom"_s, i, {}, line.name.in(context.language), Words::amount(line.quantity)},
            [context, i](EntryBox &box) { fillBom(context, i, box); },
            [context, i] {
                context.changeHeader(
                    [i](MasterRecipe &r) { r.bom.removeAt(i); }, Texts::tr("Remove material"));
            }));
    }
    QPushButton *add = section->addButton(context, u"bom.add"_s, Texts::tr("Material"));
    QObject::connect(add, &QPushButton::clicked, add, [context] {
        BomLine fresh;
        fresh.id = freeId(context.document.recipe().bom, u"material"_s);
        fresh.name = {u"Material"_s, u"物料"_s};
        fresh.quantity = {0, Unit::parse(u"mL"_s).value()};
        addLine(context, u"bom"_s, &MasterRecipe::bom, fresh, Texts::tr("Add material"));
    });
    return section;
}

} // namespace cytoloom
