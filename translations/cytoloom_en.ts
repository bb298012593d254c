<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>cytoloom::AlarmCardView</name>
    <message numerus="yes">
        <source>Came %n times in this batch</source>
        <translation>
            <numerusform>Came once in this batch</numerusform>
            <numerusform>Came %n times in this batch</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytoloom::AlarmKpiPage</name>
    <message numerus="yes">
        <source>%n alarm(s)</source>
        <translation>
            <numerusform>%n alarm</numerusform>
            <numerusform>%n alarms</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alarm(s); targets and limits are meant for 30 days, this base is shorter</source>
        <translation>
            <numerusform>%n alarm; targets and limits are meant for 30 days, this base is shorter</numerusform>
            <numerusform>%n alarms; targets and limits are meant for 30 days, this base is shorter</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytoloom::BlastPanel</name>
    <message numerus="yes">
        <source>%n step(s) change</source>
        <translation>
            <numerusform>%n step changes</numerusform>
            <numerusform>%n steps change</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n go(es) on</source>
        <translation>
            <numerusform>%n goes on</numerusform>
            <numerusform>%n go on</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytoloom::BlockModel</name>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytoloom::ClearancePage</name>
    <message numerus="yes">
        <source>%n item(s) still to be looked at.</source>
        <translation>
            <numerusform>%n item still to be looked at.</numerusform>
            <numerusform>%n items still to be looked at.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytoloom::CompareView</name>
    <message numerus="yes">
        <source>%n guard(s) became weaker</source>
        <translation>
            <numerusform>%n guard became weaker</numerusform>
            <numerusform>%n guards became weaker</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytoloom::CompileHead</name>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytoloom::DesignPage</name>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n accepted</source>
        <translation>
            <numerusform>%n accepted</numerusform>
            <numerusform>%n accepted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytoloom::ExchangeDialog</name>
    <message numerus="yes">
        <source>%n item(s) have no place in BatchML</source>
        <translation>
            <numerusform>%n item has no place in BatchML</numerusform>
            <numerusform>%n items have no place in BatchML</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It opens as a draft with %n step(s), not saved yet. Look at each item before it is used.</source>
        <translation>
            <numerusform>It opens as a draft with %n step, not saved yet. Look at each item before it is used.</numerusform>
            <numerusform>It opens as a draft with %n steps, not saved yet. Look at each item before it is used.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) did not come across as they stood</source>
        <translation>
            <numerusform>%n item did not come across as they stood</numerusform>
            <numerusform>%n items did not come across as they stood</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytoloom::FindingModel</name>
    <message numerus="yes">
        <source>and %n more place(s)</source>
        <translation>
            <numerusform>and %n more place</numerusform>
            <numerusform>and %n more places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytoloom::GraphScene</name>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytoloom::GraphView</name>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) selected</source>
        <translation>
            <numerusform>%n step selected</numerusform>
            <numerusform>%n steps selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytoloom::Inspector</name>
    <message numerus="yes">
        <source>%n step(s) selected</source>
        <translation>
            <numerusform>%n step selected</numerusform>
            <numerusform>%n steps selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link(s)</source>
        <translation>
            <numerusform>%n link</numerusform>
            <numerusform>%n links</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytoloom::LibraryPanel</name>
    <message numerus="yes">
        <source>%n file(s) of the folder cannot be read</source>
        <translation>
            <numerusform>%n file of the folder cannot be read</numerusform>
            <numerusform>%n files of the folder cannot be read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytoloom::PastTrial</name>
    <message numerus="yes">
        <source>First true after %1; became true %n time(s); true for %2 of %3 minutes.</source>
        <translation>
            <numerusform>First true after %1; became true %n time; true for %2 of %3 minutes.</numerusform>
            <numerusform>First true after %1; became true %n times; true for %2 of %3 minutes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytoloom::RestartPage</name>
    <message numerus="yes">
        <source>%n mismatch(es) to be confirmed first.</source>
        <translation>
            <numerusform>%n mismatch to be confirmed first.</numerusform>
            <numerusform>%n mismatches to be confirmed first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mismatch(es) confirmed</source>
        <translation>
            <numerusform>%n mismatch confirmed</numerusform>
            <numerusform>%n mismatches confirmed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytoloom::RestoreDialog</name>
    <message numerus="yes">
        <source>%n difference(s)</source>
        <translation>
            <numerusform>%n difference</numerusform>
            <numerusform>%n differences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n weaker guard(s)</source>
        <translation>
            <numerusform>%n weaker guard</numerusform>
            <numerusform>%n weaker guards</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytoloom::WallPage</name>
    <message numerus="yes">
        <source>The filter hides %n batch(es) that need a person.</source>
        <translation>
            <numerusform>The filter hides %n batch that needs a person.</numerusform>
            <numerusform>The filter hides %n batches that need a person.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytoloom::Workspace</name>
    <message numerus="yes">
        <source>%n batch(es) are running: %1. If you close the window, the devices go to their safe state; the batches can be taken up again. Close?</source>
        <translation>
            <numerusform>%n batch is running: %1. If you close the window, the devices go to their safe state; the batch can be taken up again. Close?</numerusform>
            <numerusform>%n batches are running: %1. If you close the window, the devices go to their safe state; the batches can be taken up again. Close?</numerusform>
        </translation>
    </message>
</context>
</TS>
