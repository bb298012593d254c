// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/evidencesection.h"

#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/model/recipewords.h"
#include "widgets/inspector/editors.h"
#include "widgets/inspector/entrybox.h"
#include "widgets/inspector/quantityedit.h"
#include "widgets/inspector/stepplace.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(EvidenceSection)
};

using Definition = AttributeDefinition;
using EvidenceSection::Place;

QString choiceName(const Definition &definition, const QString &word, Language language)
{
    for (const AttributeChoice &choice : definition.choices)
        if (choice.word == word)
            return choice.name.in(language);
    return word;
}

QString listText(const Definition &definition, const QStringList &words, Language language)
{
    QStringList names;
    for (const QString &word : words)
        names << choiceName(definition, word, language);
    return names.join(language == Language::Zh ? u"、"_s : u", "_s);
}

// What stands on the folded line: short.
QString valueText(const Definition &definition, const Attributes &stated, Language language)
{
    if (!stated.has(definition.id))
        return u"—"_s;
    switch (definition.type) {
    case AttributeType::Flag:
        return stated.flag(definition.id) ? Texts::tr("yes") : Texts::tr("no");
    case AttributeType::Text:
        return stated.text(definition.id);
    case AttributeType::Choice:
        return choiceName(definition, stated.text(definition.id), language);
    case AttributeType::Texts:
    case AttributeType::Choices:
        return listText(definition, stated.texts(definition.id), language);
    case AttributeType::Quantity:
        return stated.quantity(definition.id)->toString();
    case AttributeType::Range: {
        const Range range = stated.range(definition.id);
        const auto end = [](const std::optional<double> &value) {
            return value ? QString::number(*value, 'g', 6) : u"…"_s;
        };
        return (end(range.low) + u" – "_s + end(range.high) + u' ' + definition.unit.symbol())
            .trimmed();
    }
    case AttributeType::Time:
        return toIso(*stated.time(definition.id)).left(16).replace(u'T', u' ');
    }
    return {};
}

void setOrRemove(const Place &place, const QString &id, const std::optional<AttributeValue> &value)
{
    place.change([&](Attributes &attributes) {
        if (value)
            attributes.set(id, *value);
        else
            attributes.remove(id);
    });
}

QWidget *flagEditor(const InspectorContext &context, const Place &place, const Definition &def)
{
    // Three answers: what nobody has stated is not a "no".
    const int current = !place.stated.has(def.id) ? -1 : place.stated.flag(def.id) ? 1 : 0;
    return Editors::choice(place.list + u'.' + def.id,
        {{Texts::tr("Not stated"), -1}, {Texts::tr("yes"), 1}, {Texts::tr("no"), 0}}, current,
        context.editable(), [place, id = def.id](int answer) {
            setOrRemove(
                place, id, answer < 0 ? std::nullopt : std::optional<AttributeValue>(answer == 1));
        });
}

QWidget *choiceEditor(const InspectorContext &context, const Place &place, const Definition &def)
{
    QVector<std::pair<QString, int>> choices {{Texts::tr("Not stated"), -1}};
    int current = -1;
    for (int i = 0; i < def.choices.size(); ++i) {
        choices.append({def.choices.at(i).name.in(context.language), i});
        if (def.choices.at(i).word == place.stated.text(def.id))
            current = i;
    }
    return Editors::choice(
        place.list + u'.' + def.id, choices, current, context.editable(), [place, def](int index) {
            setOrRemove(place, def.id,
                index < 0 ? std::nullopt : std::optional<AttributeValue>(def.choices[index].word));
        });
}

QWidget *choicesEditor(const InspectorContext &context, const Place &place, const Definition &def)
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    const QStringList stated = place.stated.texts(def.id);
    for (const AttributeChoice &choice : def.choices) {
        layout->addWidget(Editors::flag(place.list + u'.' + def.id + u'.' + choice.word,
            choice.name.in(context.language), stated.contains(choice.word), context.editable(),
            [place, def, word = choice.word](bool on) {
                QStringList words;
                for (const AttributeChoice &each : def.choices)
                    if (each.word == word ? on : place.stated.texts(def.id).contains(each.word))
                        words << each.word;
                setOrRemove(place, def.id,
                    words.isEmpty() ? std::nullopt : std::optional<AttributeValue>(words));
            }));
    }
    return box;
}

QWidget *textsEditor(const InspectorContext &context, const Place &place, const Definition &def)
{
    auto *edit = Editors::text(place.list + u'.' + def.id, place.stated.texts(def.id).join(u"; "_s),
        context.editable(), false, [place, id = def.id](const QString &text) {
            QStringList words;
            for (const QString &word : text.split(u';', Qt::SkipEmptyParts))
                if (!word.trimmed().isEmpty())
                    words << word.trimmed();
            setOrRemove(
                place, id, words.isEmpty() ? std::nullopt : std::optional<AttributeValue>(words));
        });
    edit->setPlaceholderText(Texts::tr("several: with ;"));
    return edit;
}

QWidget *rangeEditor(const InspectorContext &context, const Place &place, const Definition &def)
{
    auto *box = new QWidget;
    auto *layout = new QHBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    const Range stated = place.stated.range(def.id);
    for (const bool low : {true, false}) {
        layout->addWidget(Editors::number(context,
            place.list + u'.' + def.id + (low ? u".low"_s : u".high"_s), def.unit,
            low ? stated.low : stated.high, low ? Range {{}, stated.high} : Range {stated.low, {}},
            true, [place, id = def.id, low](std::optional<double> value) {
                Range range = place.stated.range(id);
                (low ? range.low : range.high) = value;
                setOrRemove(place, id,
                    range.isEmpty() ? std::nullopt : std::optional<AttributeValue>(range));
            }));
    }
    return box;
}

/// Evidence that names a step: nobody knows its id, so it is chosen by its place.
bool namesAStep(const Definition &def)
{
    return def.id == "jointCheckStep"_L1;
}

QWidget *stepEditor(const InspectorContext &context, const Place &place, const Definition &def)
{
    QVector<std::pair<QString, QString>> steps {{Texts::tr("Not stated"), QString()}};
    const Procedure &procedure = context.document.procedure();
    const QVector<ElementId> all = procedure.elements();
    for (const ElementId &id : all) {
        const ElementKind kind = procedure.element(id)->kind;
        if (kind == ElementKind::Phase || kind == ElementKind::ManualStep)
            steps.append({stepPlace(context, id), id.value()});
    }
    return Editors::pick(place.list + u'.' + def.id, steps, place.stated.text(def.id), false,
        context.editable(), [place, id = def.id](const QString &step) {
            setOrRemove(
                place, id, step.isEmpty() ? std::nullopt : std::optional<AttributeValue>(step));
        });
}

QWidget *timeEditor(const InspectorContext &context, const Place &place, const Definition &def)
{
    const std::optional<UtcTime> stated = place.stated.time(def.id);
    const QString shown = stated ? toIso(*stated).left(16).replace(u'T', u' ') : QString();
    auto *edit = Editors::text(place.list + u'.' + def.id, shown, context.editable(), false,
        [context, place, id = def.id](const QString &text) {
            if (text.trimmed().isEmpty())
                return setOrRemove(place, id, std::nullopt);
            QString iso = text.trimmed().replace(u' ', u'T');
            if (!iso.contains(u'T'))
                iso += u"T00:00"_s;
            if (iso.size() == 16)
                iso += u":00Z"_s;
            if (const std::optional<UtcTime> time = utcFromIso(iso))
                setOrRemove(place, id, *time);
            else
                context.complain(Texts::tr("Write the moment as 2026-03-31 08:00 (UTC)."));
        });
    edit->setPlaceholderText(u"2026-03-31 08:00"_s);
    return edit;
}

QWidget *editorOf(const InspectorContext &context, const Place &place, const Definition &def)
{
    switch (def.type) {
    case AttributeType::Flag:
        return flagEditor(context, place, def);
    case AttributeType::Choice:
        return choiceEditor(context, place, def);
    case AttributeType::Choices:
        return choicesEditor(context, place, def);
    case AttributeType::Texts:
        return textsEditor(context, place, def);
    case AttributeType::Range:
        return rangeEditor(context, place, def);
    case AttributeType::Time:
        return timeEditor(context, place, def);
    case AttributeType::Quantity: {
        return Editors::quantity(context, place.list + u'.' + def.id, place.stated.quantity(def.id),
            def.unit, {}, [place, id = def.id](const std::optional<Quantity> &value) {
                setOrRemove(
                    place, id, value ? std::optional<AttributeValue>(*value) : std::nullopt);
            });
    }
    case AttributeType::Text:
        if (namesAStep(def))
            return stepEditor(context, place, def);
        break;
    }
    return Editors::text(place.list + u'.' + def.id, place.stated.text(def.id), context.editable(),
        false, [place, id = def.id](const QString &text) {
            setOrRemove(
                place, id, text.isEmpty() ? std::nullopt : std::optional<AttributeValue>(text));
        });
}

bool isOffered(const Definition &definition, const QStringList &kinds)
{
    return std::any_of(definition.offeredFor.cbegin(), definition.offeredFor.cend(),
        [&](const QString &kind) { return kinds.contains(kind); });
}

// Stated ones and those offered for just this kind, in the order of the definitions.
QVector<const Definition *> shownAt(const Place &place)
{
    QVector<const Definition *> shown;
    for (const Definition *each : AttributeSet::shipped().of(place.home))
        if (place.stated.has(each->id) || isOffered(*each, place.kinds))
            shown.append(each);
    return shown;
}

/// Its number among all that may stand there: an entry keeps its key when others come and go.
int numberOf(const Place &place, const Definition &definition)
{
    return int(AttributeSet::shipped().of(place.home).indexOf(&definition));
}

QLabel *helpLabel(const QString &text)
{
    auto *label = new QLabel(text);
    label->setWordWrap(true);
    label->setProperty("role", u"caption"_s);
    return label;
}

// Those that may stand there and do not; null where there are none.
QPushButton *addButton(const InspectorContext &context, const Place &place)
{
    QVector<const Definition *> others;
    const QVector<const Definition *> shown = shownAt(place);
    for (const Definition *each : AttributeSet::shipped().of(place.home)) {
        const bool fits = each->offeredFor.isEmpty() || isOffered(*each, place.kinds);
        if (fits && !shown.contains(each))
            others.append(each);
    }
    if (others.isEmpty() || !context.editable())
        return nullptr;
    auto *button = new QPushButton(u"＋ "_s + Texts::tr("Add evidence"));
    button->setObjectName(place.list + u".add"_s);
    button->setProperty("role", u"link"_s);
    auto *menu = new QMenu(button);
    for (const Definition *each : others) {
        QAction *action = menu->addAction(each->name.in(context.language));
        action->setToolTip(each->help.in(context.language));
        QObject::connect(action, &QAction::triggered, button, [context, place, each] {
            context.opened.insert(EntryBox::keyOf(place.list, numberOf(place, *each)));
            // Something must stand there, or the entry would be gone again.
            switch (each->type) {
            case AttributeType::Flag:
                return setOrRemove(place, each->id, true);
            case AttributeType::Choice:
                return setOrRemove(place, each->id, each->choices.first().word);
            case AttributeType::Choices:
                return setOrRemove(place, each->id, QStringList {each->choices.first().word});
            case AttributeType::Text:
                return setOrRemove(place, each->id, u"?"_s);
            case AttributeType::Texts:
                return setOrRemove(place, each->id, QStringList {u"?"_s});
            case AttributeType::Quantity:
                return setOrRemove(place, each->id, Quantity {0, each->unit});
            case AttributeType::Range:
                return setOrRemove(place, each->id, Range {0, std::nullopt});
            case AttributeType::Time:
                return setOrRemove(place, each->id, utcFromMs(0));
            }
        });
    }
    menu->setToolTipsVisible(true);
    button->setMenu(menu);
    return button;
}

} // namespace

QStringList EvidenceSection::kindsOf(const Element &element)
{
    QStringList kinds {json::wordOf(json::elementKindWords(), element.kind)};
    if (!element.type.isEmpty())
        kinds << element.type;
    return kinds;
}

void EvidenceSection::addRows(const InspectorContext &context, const Place &place,
    const std::function<void(const QString &, QWidget *)> &add)
{
    for (const Definition *each : shownAt(place)) {
        QWidget *editor = editorOf(context, place, *each);
        editor->setToolTip(each->help.in(context.language));
        add(each->name.in(context.language), editor);
    }
    if (QPushButton *button = addButton(context, place))
        add({}, button);
}

QWidget *EvidenceSection::section(const InspectorContext &context, const Place &place)
{
    const QVector<const Definition *> shown = shownAt(place);
    if (shown.isEmpty() && !context.editable())
        return nullptr;
    auto *section = new Section(Texts::tr("GMP evidence"));
    for (const Definition *each : shown) {
        const bool stated = place.stated.has(each->id);
        const EntryBox::Line line {place.list, numberOf(place, *each), stated ? u"✓"_s : u"○"_s,
            each->name.in(context.language), valueText(*each, place.stated, context.language)};
        const auto fill = [&context, &place, each](EntryBox &box) {
            box.addRow(Texts::tr("Value"), editorOf(context, place, *each));
            if (!each->help.isEmpty())
                box.addWide(helpLabel(each->help.in(context.language)));
        };
        std::function<void()> remove;
        if (stated)
            remove = [place, id = each->id] { setOrRemove(place, id, std::nullopt); };
        section->addWide(new EntryBox(context, line, fill, remove));
    }
    if (QPushButton *button = addButton(context, place))
        section->addWide(button);
    return section;
}

} // namespace cytoloom
