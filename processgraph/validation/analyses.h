// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <type_traits>
#include <typeindex>

namespace cytoloom {

/// Analyses of one subject by their type (and an option), each worked out once when it is first
/// asked for. Several threads may ask: the first one works it out, the others wait. One analysis
/// may ask for another, not in a circle. restart() only while nobody asks.
class Analyses
{
public:
    /// T(subject), or T(subject, earlier) where there is such a constructor: \p earlier is the one
    /// from before the last restart(), null when there was none.
    template <class T, class Subject> const T &of(const Subject &subject)
    {
        constexpr bool follows = std::is_constructible_v<T, const Subject &, const T *>;
        return kept<T>(-1, follows, [&]() -> std::shared_ptr<T> {
            if constexpr (follows) {
                const auto known = m_earlier.find(typeid(T));
                const void *earlier = known == m_earlier.end() ? nullptr : known->second.get();
                return std::make_shared<T>(subject, static_cast<const T *>(earlier));
            } else {
                return std::make_shared<T>(subject);
            }
        });
    }
    template <class T, class Subject, class Option>
    const T &of(const Subject &subject, Option option)
    {
        return kept<T>(int(option), false, [&] { return std::make_shared<T>(subject, option); });
    }
    /// The subject is another one: all are worked out anew.
    void restart();

private:
    struct Analysis
    {
        std::once_flag once;
        std::shared_ptr<void> made;
        bool follows = false; ///< the next one is made from it
    };
    using Key = std::pair<std::type_index, int>;
    Analysis &at(const Key &key);
    template <class T, class Make> const T &kept(int option, bool follows, Make make)
    {
        Analysis &known = at({typeid(T), option});
        std::call_once(known.once, [&] {
            known.made = make();
            known.follows = follows;
        });
        return *static_cast<const T *>(known.made.get());
    }

    std::mutex m_mutex; ///< of the map, not of what is in it
    std::map<Key, std::unique_ptr<Analysis>> m_known;
    std::map<std::type_index, std::shared_ptr<void>> m_earlier;
};

} // namespace cytoloom
