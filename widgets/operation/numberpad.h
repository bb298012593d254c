// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/quantity.h"
#include "widgets/common/page.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace cytoloom {

/// A number with its unit on keys that a glove hits. Says at once whether the number lies in the
/// permitted range; keyboards work as well.
class NumberPad final : public Page
{
    Q_OBJECT

public:
    explicit NumberPad(const Theme &theme, QWidget *parent = nullptr);

    void setQuestion(const QString &unit, const Range &range);
    void clear();
    /// The number typed so far, if it is one and lies in the range.
    [[nodiscard]] std::optional<double> value() const;
    /// Why value() is empty; empty text when it is not.
    [[nodiscard]] QString problem() const;
    [[nodiscard]] QLineEdit *field() const { return m_field; }

Q_SIGNALS:
    void changed();
    void accepted(); ///< Enter with a good value

protected:
    void retranslate() override;
    void restyle() override;

private:
    void press(const QString &key);
    void check();

    Range m_range;
    QString m_unit;
    QLineEdit *m_field;
    QLabel *m_unitLabel;
    QLabel *m_hint;
    QVector<QPushButton *> m_keys;
    QPushButton *m_back;
};

} // namespace cytoloom
