// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/inspector/sections.h"

class QToolButton;

namespace cytoloom {

class QuantityEdit;
class RangeBar;

/// One parameter of a step: name, CPP mark, set point and its nested limits as bars; unfolded, all
/// its other fields. Every accepted entry is one undo step. GUI thread.
class ParameterRow final : public QWidget
{
    Q_OBJECT

public:
    /// \p hostName: the step inside the selected container that the parameter belongs to; empty for
    /// the selected step itself.
    ParameterRow(const InspectorContext &context, const ElementId &element,
        const Parameter &parameter, const QString &hostName);

    [[nodiscard]] const ElementId &element() const { return m_element; }
    [[nodiscard]] const ParameterId &parameter() const { return m_parameter.id; }
    void focusValue();
    void setHighlighted(bool highlighted);
    /// The key under which the row is remembered as unfolded.
    [[nodiscard]] static QString keyOf(const ElementId &element, const ParameterId &parameter);

private:
    void fillValue();

    InspectorContext m_context;
    ElementId m_element;
    Parameter m_parameter;
    QuantityEdit *m_value;
    RangeBar *m_bar;
    QLabel *m_reason;
    QLabel *m_nesting; ///< which limit reaches beyond the one around it
};

} // namespace cytoloom
