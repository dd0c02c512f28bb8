namespace Custos.Store.Journal;

/// <summary>How far is the journal on the disk? Nothing beyond is read.</summary>
/// <param name="Segment">The first number of the newest segment; older ones do not grow any more.</param>
/// <param name="Length">How many bytes of it are on the disk.</param>
/// <param name="Sequence">The last event that is on the disk; every earlier one is, too, unless its append was refused.</param>
internal sealed record DurableEnd(long Segment, long Length, long Sequence);
