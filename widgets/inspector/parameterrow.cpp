// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/parameterrow.h"

#include "processgraph/foundation/messagecatalog.h"
#include "widgets/grapheditor/words.h"
#include "widgets/inspector/quantityedit.h"
#include "widgets/inspector/rangebar.h"

#include <QtWidgets/QGridLayout>
#include <QtWidgets/QToolButton>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

std::optional<double> *endOf(Parameter &parameter, int which)
{
    Range *ranges[] {&parameter.validated, &parameter.action, &parameter.alert};
    Range *range = ranges[which / 2];
    return which % 2 == 0 ? &range->low : &range->high;
}

} // namespace

ParameterRow::ParameterRow(RecipeDocument &document, const ElementId &element,
    const ParameterId &parameter, const Theme &theme, Language language, const QString &hostName,
    QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_element(element)
    , m_parameter(parameter)
    , m_theme(theme)
    , m_language(language)
    , m_name(new QLabel)
    , m_mark(new QLabel(u"CPP"_s))
    , m_toggle(new QToolButton)
    , m_value(new QuantityEdit)
    , m_bar(new RangeBar(theme))
    , m_reason(new QLabel)
{
    setObjectName(u"parameter."_s + parameter.value());
    m_value->setObjectName(u"value."_s + parameter.value());
    m_value->setLanguage(language);
    m_value->setFixedWidth(112);
    m_value->setFont(Theme::digits(Theme::body, true));
    m_name->setFont(Theme::font(Theme::body, true));
    m_name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_mark->setStyleSheet(
        u"background: %1; color: %2; border-radius: 3px; padding: 0 5px; font-size: 10px; "
        "font-weight: bold;"_s.arg(theme.text.name(), theme.raised.name()));
    m_mark->setToolTip(tr("Critical process parameter"));
    m_mark->setFixedHeight(17);
    m_toggle->setAutoRaise(true);
    m_toggle->setIconSize({12, 12});
    m_toggle->setFixedSize(22, 22);
    m_toggle->setStyleSheet(u"padding: 0;"_s);
    m_toggle->setToolTip(tr("Limits"));
    m_toggle->setAccessibleName(tr("Limits"));
    m_reason->setProperty("role", u"error"_s);
    m_reason->setWordWrap(true);
    m_reason->hide();

    auto *head = new QHBoxLayout;
    head->setSpacing(6);
    head->addWidget(m_toggle);
    head->addWidget(m_name, 1);
    head->addWidget(m_mark);
    head->addWidget(m_value);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 2, 0, 2);
    layout->setSpacing(4);
    layout->addLayout(head);
    if (!hostName.isEmpty()) {
        auto *host = new QLabel(hostName);
        host->setProperty("role", u"caption"_s);
        host->setContentsMargins(28, 0, 0, 0);
        layout->addWidget(host);
    }
    layout->addWidget(m_reason);
    auto *barRow = new QHBoxLayout;
    barRow->setContentsMargins(28, 0, 0, 0);
    barRow->addWidget(m_bar);
    layout->addLayout(barRow);

    connect(m_toggle, &QToolButton::clicked, this,
        [this] { setOpen(!m_limits || !m_limits->isVisibleTo(this)); });
    connect(m_value, &QuantityEdit::edited, this, &ParameterRow::setValue);
    connect(m_value, &QuantityEdit::complained, this, [this](const QString &reason) {
        m_reason->setText(reason);
        m_reason->setVisible(!reason.isEmpty());
    });
    refresh();
    setOpen(false);
}

const Parameter *ParameterRow::current() const
{
    const Element *element = m_document.procedure().element(m_element);
    return element ? element->parameter(m_parameter) : nullptr;
}

void ParameterRow::refresh()
{
    const Parameter *parameter = current();
    if (!parameter)
        return;
    m_name->setText(parameter->name.in(m_language));
    m_name->setToolTip(parameter->name.in(m_language) + u"\np."_s + parameter->id.value());
    m_mark->setVisible(parameter->critical);
    m_value->setUnit(parameter->unit);
    std::optional<double> setPoint = parameter->value;
    const bool byFormula = !parameter->formula.isEmpty();
    if (byFormula) {
        if (const auto value = m_document.recipe().setPoint(*parameter))
            setPoint = *value;
    }
    m_value->setValue(setPoint);
    m_value->setReadOnly(byFormula || !m_document.isEditable());
    m_value->setOptional(parameter->validated.isEmpty() == false);
    // The class of the phase says what is possible at all.
    const Element *element = m_document.procedure().element(m_element);
    const PhaseClass *phase = m_document.catalog().phaseClass(element->type);
    if (phase) {
        for (const ParameterDefinition &definition : phase->parameters) {
            if (definition.id == parameter->id.value() && definition.unit == parameter->unit)
                m_value->setLimits(definition.limits);
        }
    }
    if (byFormula)
        m_value->setToolTip(tr("Given by formula value %1").arg(parameter->formula));
    m_bar->setParameter(*parameter, setPoint);
    for (int i = 0; i < m_ends.size(); ++i) {
        Parameter copy = *parameter;
        m_ends.at(i)->setUnit(parameter->unit);
        m_ends.at(i)->setValue(*endOf(copy, i));
    }
}

void ParameterRow::focusValue()
{
    m_value->setFocus(Qt::OtherFocusReason);
    m_value->selectAll();
}

void ParameterRow::setHighlighted(bool highlighted)
{
    setAutoFillBackground(highlighted);
    QPalette p = palette();
    QColor tint = m_theme.alarm[2];
    tint.setAlphaF(0.22F);
    p.setColor(QPalette::Window, tint);
    setPalette(p);
}

void ParameterRow::setOpen(bool open)
{
    if (open && !m_limits)
        buildLimits();
    if (m_limits)
        m_limits->setVisible(open);
    m_toggle->setIcon(Theme::icon(open ? u"down"_s : u"right"_s, m_theme.muted));
}

void ParameterRow::buildLimits()
{
    m_limits = new QWidget;
    auto *grid = new QGridLayout(m_limits);
    grid->setContentsMargins(28, 0, 0, 6);
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(4);
    const QStringList names {tr("Validated"), tr("Action"), tr("Alert")};
    for (int row = 0; row < 3; ++row) {
        auto *label = new QLabel(names.at(row));
        label->setProperty("role", u"caption"_s);
        grid->addWidget(label, row, 0);
        for (int column = 0; column < 2; ++column) {
            auto *edit = new QuantityEdit;
            const int which = row * 2 + column;
            edit->setOptional(true);
            edit->setLanguage(m_language);
            edit->setReadOnly(!m_document.isEditable());
            edit->setPlaceholderText(column == 0 ? tr("no lower") : tr("no upper"));
            edit->setObjectName(u"limit.%1.%2"_s.arg(which).arg(m_parameter.value()));
            edit->setMinimumWidth(70);
            connect(edit, &QuantityEdit::edited, this,
                [this, which](std::optional<double> value) { setEnd(which, value); });
            connect(edit, &QuantityEdit::complained, this, [this](const QString &reason) {
                m_reason->setText(reason);
                m_reason->setVisible(!reason.isEmpty());
            });
            grid->addWidget(edit, row, column + 1);
            m_ends.append(edit);
        }
    }
    static_cast<QVBoxLayout *>(layout())->addWidget(m_limits);
    refresh();
}

void ParameterRow::change(const std::function<void(Parameter &)> &edit, const QString &what)
{
    const Element *before = m_document.procedure().element(m_element);
    if (!before)
        return;
    Element element = *before;
    for (Parameter &parameter : element.parameters) {
        if (parameter.id == m_parameter)
            edit(parameter);
    }
    if (const auto done = m_document.edit(element, what); !done) {
        Q_EMIT refused(MessageCatalog::shipped().text(done.error().message, m_language));
        refresh();
    }
}

void ParameterRow::setValue(std::optional<double> value)
{
    change([value](Parameter &parameter) { parameter.value = value; },
        tr("Set %1").arg(m_name->text()));
}

void ParameterRow::setEnd(int which, std::optional<double> value)
{
    const Parameter *parameter = current();
    if (!parameter)
        return;
    Parameter attempt = *parameter;
    *endOf(attempt, which) = value;
    const int low = which - which % 2;
    const auto lowEnd = *endOf(attempt, low), highEnd = *endOf(attempt, low + 1);
    if (lowEnd && highEnd && *lowEnd > *highEnd) {
        refresh();
        m_reason->setText(
            MessageCatalog::shipped().text(Message {u"edit.value.order"_s, {}}, m_language));
        m_reason->show();
        return;
    }
    change([&](Parameter &changed) { *endOf(changed, which) = value; },
        tr("Limits of %1").arg(m_name->text()));
}

} // namespace cytoloom
