using Custos.Text.Json;

namespace Custos.Text.Logs;

/// <summary>What do the lines say?</summary>
/// <param name="Lines">All lines, blank and damaged ones too.</param>
/// <param name="BlankLines">Lines with nothing on them.</param>
/// <param name="DamagedLines">Lines that are not one whole JSON object; none of their fields counts.</param>
/// <param name="Damaged">The places of the first of them.</param>
/// <param name="Rows">Whole lines that the condition let in.</param>
/// <param name="LeftOut">Whole lines for which it does not hold.</param>
/// <param name="Untold">Whole lines of which it cannot be told, because they lack a field; they are left out too.</param>
/// <param name="Groups">The groups, in the order of their first row.</param>
/// <param name="Rest">The rows of all groups beyond the limit, taken together; null where there are none.</param>
/// <param name="GroupLimit">How many groups were kept apart at most.</param>
/// <param name="Unlike">By measure: how many rows held something that is not a number where one is measured; they are left out of it.</param>
/// <param name="NeverSeen">Fields that no whole line held.</param>
/// <param name="NamesSeen">Fields that the first lines hold, to choose from.</param>
/// <param name="Breaks">Inputs that broke off before their end.</param>
/// <param name="Bytes">Read, not compressed.</param>
public sealed record LogAnswer(
    long Lines,
    long BlankLines,
    long DamagedLines,
    IReadOnlyList<DamagedLine> Damaged,
    long Rows,
    long LeftOut,
    long Untold,
    IReadOnlyList<LogGroup> Groups,
    LogGroup? Rest,
    int GroupLimit,
    IReadOnlyList<long> Unlike,
    IReadOnlyList<JsonPath> NeverSeen,
    IReadOnlyList<string> NamesSeen,
    IReadOnlyList<InputBreak> Breaks,
    long Bytes);

/// <summary>Where is a line damaged?</summary>
/// <param name="Source">The input's name.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Offset">Where the line begins, in bytes from the start of the input, not compressed.</param>
/// <param name="Column">At which byte of the line the damage shows, counted from 1.</param>
/// <param name="Damage">What is wrong.</param>
public sealed record DamagedLine(string Source, long Line, long Offset, int Column, JsonDamage Damage);

/// <summary>Where did an input break off?</summary>
/// <param name="Source">The input's name.</param>
/// <param name="Offset">After how many bytes, not compressed.</param>
/// <param name="Cause">In the words of what decompresses it.</param>
public sealed record InputBreak(string Source, long Offset, string Cause);

/// <summary>What was measured in one group?</summary>
/// <param name="By">Its values, in the order of the question's fields; empty for the group of all and for the rest.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Values">In the order of the question's measures.</param>
public sealed record LogGroup(IReadOnlyList<GroupValue> By, long Rows, IReadOnlyList<LogValue> Values);

/// <summary>What does a field hold in all rows of a group?</summary>
public abstract record GroupValue
{
    public sealed record Known(string Text) : GroupValue;

    /// <summary>The field is not there, or null.</summary>
    public sealed record Missing : GroupValue;

    /// <summary>Any text longer than this.</summary>
    public sealed record TooLong(int LimitBytes) : GroupValue;

    /// <summary>An object or an array.</summary>
    public sealed record Compound : GroupValue;
}
