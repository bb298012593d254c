// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/commands/recipedocument.h"
#include "widgets/common/theme.h"

#include <QtWidgets/QWidget>

class QLabel;
class QToolButton;

namespace cytoloom {

class QuantityEdit;
class RangeBar;

/// One parameter of a step: name, CPP mark, set point and its nested limits; the limits themselves
/// are edited below when it is opened. Every accepted entry is one undo step. GUI thread.
class ParameterRow final : public QWidget
{
    Q_OBJECT

public:
    /// \p hostName: the step inside the selected container that the parameter belongs to; empty for
    /// the selected step itself. \p document outlives the row.
    ParameterRow(RecipeDocument &document, const ElementId &element, const ParameterId &parameter,
        const Theme &theme, Language language, const QString &hostName, QWidget *parent = nullptr);

    [[nodiscard]] const ElementId &element() const { return m_element; }
    [[nodiscard]] const ParameterId &parameter() const { return m_parameter; }
    /// Takes in what the document says now.
    void refresh();
    void focusValue();
    void setHighlighted(bool highlighted);
    [[nodiscard]] QuantityEdit *valueEdit() const { return m_value; }

Q_SIGNALS:
    void refused(const QString &reason);

private:
    void setValue(std::optional<double> value);
    void setEnd(int which, std::optional<double> value);
    void setOpen(bool open);
    void buildLimits();
    void change(const std::function<void(Parameter &)> &edit, const QString &what);
    [[nodiscard]] const Parameter *current() const;

    RecipeDocument &m_document;
    ElementId m_element;
    ParameterId m_parameter;
    Theme m_theme;
    Language m_language;
    QLabel *m_name;
    QLabel *m_mark;
    QToolButton *m_toggle;
    QuantityEdit *m_value;
    RangeBar *m_bar;
    QLabel *m_reason;
    QWidget *m_limits = nullptr;
    QVector<QuantityEdit *> m_ends; ///< validated, action, alert: low, high
};

} // namespace cytoloom
