// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QHash>
#include <QtCore/QVector>

namespace cytoloom {

/// A hash map whose copy stays cheap when one of the two changes: it is cut into shards of a few
/// dozen entries that share implicitly, so that an edit of a shared map with 10 000 entries copies
/// one shard and the list of shards, not the map. Two maps that come from one another are compared
/// in the time of what differs. A value; the rules of implicit sharing hold across threads.
template <class Key, class Value> class SharedMap
{
public:
    using Shard = QHash<Key, Value>;

    SharedMap()
        : m_shards(1)
    { }

    [[nodiscard]] int size() const { return m_size; }
    /// Null when there is none. Good until the next change.
    [[nodiscard]] const Value *find(const Key &key) const
    {
        const Shard &shard = m_shards.at(indexOf(key));
        const auto found = shard.constFind(key);
        return found == shard.cend() ? nullptr : &*found;
    }
    /// To be changed; must exist.
    [[nodiscard]] Value &at(const Key &key)
    {
        Q_ASSERT(find(key));
        return m_shards[indexOf(key)][key];
    }
    void insert(const Key &key, const Value &value)
    {
        if (find(key)) {
            at(key) = value;
            return;
        }
        if (++m_size > m_shards.size() * EntriesPerShard)
            grow();
        m_shards[indexOf(key)].insert(key, value);
    }
    void remove(const Key &key) { m_size -= int(m_shards[indexOf(key)].remove(key)); }

    /// Calls \p visit(key, value before, value now) for every key of the two maps whose shard is
    /// not the same memory; null where it is missing. Equal values may be among them.
    template <class Visit> void compare(const SharedMap &before, Visit visit) const
    {
        const bool sameCut = m_shards.size() == before.m_shards.size();
        for (qsizetype i = 0; i < m_shards.size(); ++i) {
            const Shard &shard = m_shards.at(i);
            if (sameCut && shard.isSharedWith(before.m_shards.at(i)))
                continue;
            for (auto it = shard.cbegin(); it != shard.cend(); ++it)
                visit(it.key(), before.find(it.key()), &*it);
        }
        for (qsizetype i = 0; i < before.m_shards.size(); ++i) {
            const Shard &shard = before.m_shards.at(i);
            if (sameCut && shard.isSharedWith(m_shards.at(i)))
                continue;
            for (auto it = shard.cbegin(); it != shard.cend(); ++it) {
                if (!find(it.key()))
                    visit(it.key(), &*it, nullptr);
            }
        }
    }

private:
    static constexpr int EntriesPerShard = 48;

    [[nodiscard]] qsizetype indexOf(const Key &key) const
    {
        // Another seed than QHash's own, whose low bits are the same within a shard.
        return qsizetype(qHash(key, size_t(0x9e3779b9)) & size_t(m_shards.size() - 1));
    }
    void grow()
    {
        const QVector<Shard> old = std::exchange(m_shards, QVector<Shard>(m_shards.size() * 2));
        for (const Shard &shard : old) {
            for (auto it = shard.cbegin(); it != shard.cend(); ++it)
                m_shards[indexOf(it.key())].insert(it.key(), *it);
        }
    }

    QVector<Shard> m_shards; ///< a power of two of them
    int m_size = 0;
};

} // namespace cytoloom
