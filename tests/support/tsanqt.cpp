// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Tells ThreadSanitizer what it cannot see in the distribution's Qt, which is not built with it.
// What a thread did before it posted a call or emitted a signal is known to the slot (the mutex of
// the event queue), and Qt's copies of a queued signal's arguments belong to the slot. What a
// thread did in its calls is known to whoever has waited for its end, what was done before work was
// handed to a pool is known to the work, and its result to whoever reads it. Nothing else: the
// calls, connections, signals and pools themselves are Qt's. Part of every test of the tsan build
// and of nothing else, so that scripts/tsan.supp need not silence whole libraries, and with them
// races of our own.
#include <QtCore/QFutureInterface>
#include <QtCore/QObject>
#include <QtCore/QThread>
#include <QtCore/QThreadPool>

#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

#include <functional>

extern "C" void AnnotateIgnoreWritesBegin(const char *file, int line);
extern "C" void AnnotateIgnoreWritesEnd(const char *file, int line);

namespace {

/// Where one thread leaves word for another: its queue, and its end.
void *queueOf(const QThread *thread)
{
    return const_cast<QThread *>(thread);
}
void *endOf(const QThread *thread)
{
    return reinterpret_cast<char *>(const_cast<QThread *>(thread)) + 1;
}

thread_local int activations = 0; ///< emissions under way in this thread

/// A slot that takes note of what was done before it was called. \p from: where word was left; null
/// for a posted call, whose word lies at the queue of the thread that runs it.
class NotedSlot final : public QtPrivate::QSlotObjectBase
{
public:
    NotedSlot(QtPrivate::QSlotObjectBase *inner, const QObject *from)
        : QSlotObjectBase(&NotedSlot::run)
        , m_inner(inner)
        , m_from(from)
    { }

private:
    static void run(int which, QSlotObjectBase *base, QObject *receiver, void **args, bool *equal)
    {
        auto *self = static_cast<NotedSlot *>(base);
        QThread *here = QThread::currentThread();
        __tsan_acquire(queueOf(here));
        __tsan_acquire(self); // it was connected or posted before it is called
        switch (which) {
        case Call: {
            // Within an emission writes are not looked at (see activate()); those of a slot are.
            const int outer = std::exchange(activations, 0);
            if (outer > 0)
                AnnotateIgnoreWritesEnd(__FILE__, __LINE__);
            else // queued; a direct call knows only what its own thread did
                __tsan_acquire(const_cast<QObject *>(self->m_from));
            self->m_inner->call(receiver, args);
            if (outer > 0)
                AnnotateIgnoreWritesBegin(__FILE__, __LINE__);
            activations = outer;
            __tsan_release(endOf(here));
            __tsan_release(&self->m_inner); // not self: two threads may call it at once
            break;
        }
        case Compare:
            *equal = self->m_inner->compare(args);
            break;
        case Destroy:
            __tsan_acquire(&self->m_inner);
            self->m_inner->destroyIfLastRef();
            delete self;
            break;
        default:
            break;
        }
    }

    QtPrivate::QSlotObjectBase *m_inner;
    const QObject *m_from;
};

/// Work for a pool that takes note of what was done before it was handed over.
class NotedWork final : public QRunnable
{
public:
    explicit NotedWork(QRunnable *inner)
        : m_inner(inner)
    {
        __tsan_release(this);
    }
    ~NotedWork() override
    {
        __tsan_acquire(this);
        if (m_owned)
            delete m_inner;
    }
    void run() override
    {
        __tsan_acquire(this);
        m_inner->run();
        __tsan_release(this);
    }

private:
    QRunnable *m_inner;
    const bool m_owned = m_inner->autoDelete();
};

template <class Function> Function *qtsOwn(const char *name)
{
    return reinterpret_cast<Function *>(dlsym(RTLD_NEXT, name));
}

} // namespace

bool QMetaObject::invokeMethodImpl(
    QObject *object, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type, void *result)
{
    using Invoke = bool(QObject *, QtPrivate::QSlotObjectBase *, Qt::ConnectionType, void *);
    static Invoke *const invokeOfQt
        = qtsOwn<Invoke>("_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9Qt"
                         "Private15QSlotObjectBaseEN2Qt14ConnectionTypeEPv");
    if (!object)
        return invokeOfQt(object, slot, type, result);
    const QThread *there = object->thread();
    auto *noted = new NotedSlot(slot, nullptr);
    __tsan_release(noted);
    __tsan_release(queueOf(there));
    const bool invoked = invokeOfQt(object, noted, type, result);
    if (type == Qt::BlockingQueuedConnection)
        __tsan_acquire(endOf(there));
    return invoked;
}

QMetaObject::Connection QObject::connectImpl(const QObject *sender, void **signal,
    const QObject *receiver, void **slotPointer, QtPrivate::QSlotObjectBase *slot,
    Qt::ConnectionType type, const int *types, const QMetaObject *meta)
{
    using Connect = QMetaObject::Connection(const QObject *, void **, const QObject *, void **,
        QtPrivate::QSlotObjectBase *, Qt::ConnectionType, const int *, const QMetaObject *);
    static Connect *const connectOfQt = qtsOwn<Connect>(
        "_ZN7QObject11connectImplEPKS_PPvS1_S3_PN9QtPrivate15QSlotObjectBaseEN2Qt14"
        "ConnectionTypeEPKiPK11QMetaObject");
    auto *noted = new NotedSlot(slot, sender);
    __tsan_release(noted);
    return connectOfQt(sender, signal, receiver, slotPointer, noted, type, types, meta);
}

void QMetaObject::activate(QObject *sender, const QMetaObject *meta, int signal, void **args)
{
    using Activate = void(QObject *, const QMetaObject *, int, void **);
    static Activate *const activateOfQt
        = qtsOwn<Activate>("_ZN11QMetaObject8activateEP7QObjectPKS_iPPv");
    __tsan_release(sender);
    // What is written here outside of slots are copies of the arguments, on their way to a queue.
    if (activations++ == 0)
        AnnotateIgnoreWritesBegin(__FILE__, __LINE__);
    activateOfQt(sender, meta, signal, args);
    if (--activations == 0)
        AnnotateIgnoreWritesEnd(__FILE__, __LINE__);
}

bool QThread::wait(QDeadlineTimer deadline)
{
    // A member function takes its object as its first argument.
    using Wait = bool(QThread *, QDeadlineTimer);
    static Wait *const waitOfQt = qtsOwn<Wait>("_ZN7QThread4waitE14QDeadlineTimer");
    const bool ended = waitOfQt(this, deadline);
    if (ended)
        __tsan_acquire(endOf(this));
    return ended;
}

void QThreadPool::start(QRunnable *work, int priority)
{
    using Start = void(QThreadPool *, QRunnable *, int);
    static Start *const startOfQt = qtsOwn<Start>("_ZN11QThreadPool5startEP9QRunnablei");
    startOfQt(this, new NotedWork(work), priority);
}

bool QThreadPool::tryStart(std::function<void()> work)
{
    using Try = bool(QThreadPool *, QRunnable *);
    static Try *const tryOfQt = qtsOwn<Try>("_ZN11QThreadPool8tryStartEP9QRunnable");
    auto *noted = new NotedWork(QRunnable::create(std::move(work)));
    const bool started = tryOfQt(this, noted);
    if (!started)
        delete noted;
    return started;
}

void QFutureInterfaceBase::reportFinished()
{
    using Report = void(QFutureInterfaceBase *);
    static Report *const reportToQt = qtsOwn<Report>("_ZN20QFutureInterfaceBase14reportFinishedEv");
    __tsan_release(d);
    reportToQt(this);
}

const QtPrivate::ResultStoreBase &QFutureInterfaceBase::resultStoreBase() const
{
    using Results = const QtPrivate::ResultStoreBase &(const QFutureInterfaceBase *);
    static Results *const resultsOfQt
        = qtsOwn<Results>("_ZNK20QFutureInterfaceBase15resultStoreBaseEv");
    __tsan_acquire(d);
    return resultsOfQt(this);
}
