// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/result.h"

#include <QtCore/QStringList>

#include <functional>
#include <memory>

namespace cytoloom {

/// A formula over named numbers: transition conditions, set points, checks. Read by muParser.
/// Names may hold dots ("temperature.pv", "p.moi", "BR-02" is not a name). `and`, `or`, `not`, ≥ ≤
/// ≠ are accepted beside && || ! >= <= !=; time literals `10 d`, `30 min`, `2 h`, `5 s` are
/// seconds. There are no assignments, no strings, no side effects. A value; one thread at a time.
class Expression
{
public:
    /// Looks up a name; nullopt means "no such value now" (unknown or not Good).
    using Lookup = std::function<std::optional<double>(const QString &name)>;

    /// Fails with "expression.syntax" (args: text, position, reason), or for what nobody could
    /// check by reading: "expression.tooLong" (over 4 096 characters), "expression.tooDeep" (over
    /// 50 brackets or choices in each other), "expression.tooManyParts" (over 1 000).
    static Result<Expression> parse(const QString &text);

    Expression(const Expression &other);
    Expression &operator=(const Expression &other);
    Expression(Expression &&) noexcept;
    Expression &operator=(Expression &&) noexcept;
    ~Expression();

    [[nodiscard]] QString text() const;
    /// The names it reads, sorted.
    [[nodiscard]] QStringList names() const;
    /// Fails with "expression.missing" (args: name) when a name has no value, and with
    /// "expression.value" when the result is not a finite number. A condition holds when != 0.
    [[nodiscard]] Result<double> evaluate(const Lookup &lookup) const;

private:
    struct Private;
    explicit Expression(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace cytoloom
