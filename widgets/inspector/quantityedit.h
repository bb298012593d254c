// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/quantity.h"

#include <QtWidgets/QLineEdit>

namespace cytoloom {

/// A field for a number in a unit: "37", "37 °C", "0.5 L" where mL is wanted. What cannot be read,
/// has another dimension or lies outside the limits is marked, not taken, and its reason is told.
/// GUI thread.
class QuantityEdit final : public QLineEdit
{
    Q_OBJECT

public:
    explicit QuantityEdit(QWidget *parent = nullptr);

    void setUnit(const Unit &unit);
    [[nodiscard]] const Unit &unit() const { return m_unit; }
    /// A unit of the same dimension that a person types becomes the unit of the field.
    void setKeepsUnit(bool keeps) { m_keepsUnit = keeps; }
    /// Values outside are refused; an empty range takes everything.
    void setLimits(const Range &limits) { m_limits = limits; }
    void setOptional(bool optional) { m_optional = optional; } ///< may be empty
    void setLanguage(Language language) { m_language = language; }
    void setValue(std::optional<double> value); ///< in the unit
    [[nodiscard]] std::optional<double> value() const { return m_value; }
    /// What \p text means, without changing anything: "edit.value.number", ".unit", ".limits".
    [[nodiscard]] Result<std::optional<double>> read(const QString &text) const;

    /// A converted number without what binary arithmetic adds to it: 15 digits, as nobody measures
    /// more. 0.25 L is 250 mL and not 250.00000000000003.
    [[nodiscard]] static double tidy(double converted);

Q_SIGNALS:
    /// A person entered another, good value.
    void edited(std::optional<double> value);
    /// The reason why the text is not taken; empty when it is good again.
    void complained(const QString &reason);

protected:
    void keyPressEvent(QKeyEvent *event) override; ///< Escape brings the old value back
    void focusInEvent(QFocusEvent *event) override;

private:
    void take();
    void show();
    void mark(const QString &reason);

    Unit m_unit;
    Range m_limits;
    Language m_language = Language::En;
    std::optional<double> m_value;
    bool m_optional = false;
    bool m_keepsUnit = false;
};

} // namespace cytoloom
