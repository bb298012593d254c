// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/parameterrow.h"

#include "widgets/inspector/quantityedit.h"
#include "widgets/inspector/rangebar.h"

#include <QtWidgets/QToolButton>

namespace cytoloom {

using namespace Qt::StringLiterals;

ParameterRow::ParameterRow(const InspectorContext &context, const ElementId &element,
    const Parameter &parameter, const QString &hostName)
    : m_context(context)
    , m_element(element)
    , m_parameter(parameter)
    , m_value(new QuantityEdit)
    , m_bar(new RangeBar(context.theme))
    , m_reason(new QLabel)
    , m_nesting(new QLabel)
{
    const QString key = keyOf(element, parameter.id);
    const bool open = context.opened.contains(key);
    setObjectName(u"parameter."_s + parameter.id.value());
    auto *name = new QLabel(parameter.name.in(context.language));
    name->setFont(Theme::font(Theme::body, true));
    name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    name->setWordWrap(true);
    name->setToolTip(parameter.name.in(context.language) + u"\np."_s + parameter.id.value());
    auto *mark = new QLabel(u"CPP"_s);
    mark->setStyleSheet(
        u"background: %1; color: %2; border-radius: 3px; padding: 0 3px; font-size: 10px; "
        "font-weight: bold;"_s.arg(context.theme.text.name(), context.theme.raised.name()));
    mark->setToolTip(tr("Critical process parameter"));
    mark->setFixedHeight(17);
    mark->setVisible(parameter.critical);
    auto *toggle = new QToolButton;
    toggle->setObjectName(u"parameter.%1.toggle"_s.arg(parameter.id.value()));
    toggle->setAutoRaise(true);
    toggle->setIconSize({12, 12});
    toggle->setFixedSize(22, 22);
    toggle->setStyleSheet(u"padding: 0;"_s);
    toggle->setIcon(Theme::icon(open ? u"down"_s : u"right"_s, context.theme.muted));
    toggle->setToolTip(open ? tr("Fold") : tr("Limits, unit, signal …"));
    toggle->setAccessibleName(toggle->toolTip());
    connect(toggle, &QToolButton::clicked, this, [this, key] {
        if (!m_context.opened.remove(key))
            m_context.opened.insert(key);
        m_context.rebuild();
    });
    m_value->setObjectName(u"value."_s + parameter.id.value());
    m_value->setAccessibleName(parameter.name.in(context.language));
    m_value->setLanguage(context.language);
    m_value->setFixedWidth(86); // "Temperature" is whole beside it and the mark
    m_value->setFont(Theme::digits(Theme::body, true));
    m_reason->setProperty("role", u"error"_s);
    m_reason->setWordWrap(true);
    m_reason->hide();
    m_nesting->setObjectName(u"nesting."_s + parameter.id.value());
    m_nesting->setProperty("role", u"error"_s);
    m_nesting->setWordWrap(true);
    m_nesting->setContentsMargins(28, 0, 0, 0);

    auto *head = new QHBoxLayout;
    head->setSpacing(3); // names want the room
    head->addWidget(toggle);
    head->addWidget(name, 1);
    head->addWidget(mark);
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
    barRow->setContentsMargins(open ? 4 : 28, 0, 0, 0); // the lines need the room
    barRow->addWidget(m_bar);
    layout->addLayout(barRow);
    layout->addWidget(m_nesting);
    m_bar->setDetailed(open);
    m_bar->setObjectName(u"ranges."_s + parameter.id.value());
    fillValue();
    if (open)
        layout->addWidget(ParameterDetails::form(context, element, parameter));
    connect(m_value, &QuantityEdit::complained, this, [this](const QString &reason) {
        m_reason->setText(reason);
        m_reason->setVisible(!reason.isEmpty());
    });
    connect(m_value, &QuantityEdit::edited, this, [this](std::optional<double> value) {
        m_context.change(
            m_element, m_parameter.id, [value](Parameter &changed) { changed.value = value; },
            tr("Set %1").arg(m_parameter.name.in(m_context.language)));
    });
}

QString ParameterRow::keyOf(const ElementId &element, const ParameterId &parameter)
{
    return u"parameter."_s + element.value() + u'/' + parameter.value();
}

void ParameterRow::fillValue()
{
    std::optional<double> setPoint = m_parameter.value;
    const bool byFormula = !m_parameter.formula.isEmpty();
    if (byFormula) {
        if (const auto value = m_context.document.recipe().setPoint(m_parameter))
            setPoint = *value;
    }
    m_value->setUnit(m_parameter.unit);
    m_value->setOptional(!m_parameter.validated.isEmpty());
    // The class of the phase says what is possible at all.
    const Element *element = m_context.document.procedure().element(m_element);
    const PhaseClass *phase = element ? m_context.catalog.phaseClass(element->type) : nullptr;
    if (phase) {
        for (const ParameterDefinition &definition : phase->parameters) {
            if (definition.id == m_parameter.id.value() && definition.unit == m_parameter.unit)
                m_value->setLimits(definition.limits);
        }
    }
    m_value->setValue(setPoint);
    m_value->setReadOnly(byFormula || !m_context.editable());
    if (byFormula)
        m_value->setToolTip(tr("Given by formula value %1").arg(m_parameter.formula));
    m_bar->setRanges(
        NestedRanges::of(m_context.document.recipe(), m_context.plant, m_element, m_parameter));
    const QStringList complaints = m_bar->complaints();
    m_nesting->setText(complaints.join(u'\n'));
    m_nesting->setVisible(!complaints.isEmpty());
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
    QColor tint = m_context.theme.alarm[2];
    tint.setAlphaF(0.22F);
    p.setColor(QPalette::Window, tint);
    setPalette(p);
}

} // namespace cytoloom
