// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/result.h"
#include "processgraph/foundation/utctime.h"

#include <QtWidgets/QLineEdit>

namespace cytoloom {

/// A field for a length of time: "30 min", "2 h 15 min", "10 d". Empty is zero. GUI thread.
class DurationEdit final : public QLineEdit
{
    Q_OBJECT

public:
    explicit DurationEdit(QWidget *parent = nullptr);

    void setValue(Duration value);
    [[nodiscard]] Duration value() const { return m_value; }
    /// Fails with "edit.value.duration" (args: text).
    [[nodiscard]] static Result<Duration> read(const QString &text);
    /// Text that read() takes back exactly, to the second.
    [[nodiscard]] static QString write(Duration value);

Q_SIGNALS:
    void edited(cytoloom::Duration value);

private:
    void take();
    void mark(bool invalid);

    Duration m_value {0};
};

} // namespace cytoloom
