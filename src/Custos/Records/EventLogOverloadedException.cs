namespace Custos.Records;

/// <summary>The event log's bounded queue is full; nothing of the refused append was kept.</summary>
public sealed class EventLogOverloadedException(string message) : Exception(message);
