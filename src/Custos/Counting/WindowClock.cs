namespace Custos.Counting;

/// <summary>What is the newest time seen, and the oldest that can still be asked about? In ticks, UTC.</summary>
internal readonly record struct WindowClock(long Now, long Oldest);
