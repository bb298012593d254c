// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/id.h"
#include "widgets/common/page.h"

#include <QtCore/QStringList>

class QLabel;
class QPushButton;

namespace cytoloom {

/// A place for one person's name under something: "Performed by …", large enough for gloves. A tap
/// asks who signs; a second tap lets the name be taken back. Two slots that refuse each other make
/// sure that two people stand there. It names, it proves nothing (no passwords yet). GUI thread.
class PersonSlot final : public Page
{
    Q_OBJECT

public:
    PersonSlot(const Theme &theme, const QString &objectName, QWidget *parent = nullptr);

    void setTitle(const QString &title); ///< "Performed by"
    void setKnown(const QStringList &codedNames);
    void setPerson(const PersonId &person);
    [[nodiscard]] const PersonId &person() const { return m_person; }
    /// Whoever stands in \p other may not stand here.
    void setDifferentFrom(const PersonSlot *other);
    void setBlocked(const QString &why); ///< why nobody can sign yet; empty: they can

Q_SIGNALS:
    void changed();

protected:
    void retranslate() override;
    void restyle() override;

private:
    void ask();
    void take(const PersonId &person);

    QString m_title;
    QStringList m_known;
    PersonId m_person;
    const PersonSlot *m_other = nullptr;
    QString m_blocked;
    QString m_refused;
    QLabel *m_caption;
    QPushButton *m_button;
    QLabel *m_hint;
};

} // namespace cytoloom
