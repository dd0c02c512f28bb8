namespace Custos.Text.Keywords;

/// <summary>How often was one word said, group by group?</summary>
/// <param name="word">The word.</param>
/// <param name="missed">How many documents or users may have said it before it was counted, at most.</param>
internal sealed class WordTally(string word, long missed)
{
    private int[] _units = [];
    private int[] _mentions = [];

    public string Word { get; } = word;

    /// <summary>Documents or users, over all groups, and those that may have been missed.</summary>
    public long AtMost => Units + missed;

    /// <summary>Documents or users, over all groups.</summary>
    public long Units { get; private set; }

    /// <summary>The last document that said it, so that repeats inside it are seen.</summary>
    public long LastDocument { get; set; } = -1;

    public int UnitsIn(int group) => group < _units.Length ? _units[group] : 0;

    public int MentionsIn(int group) => group < _mentions.Length ? _mentions[group] : 0;

    public void AddMention(int group)
    {
        if (group >= _mentions.Length)
        {
            Array.Resize(ref _mentions, group + 1);
            Array.Resize(ref _units, group + 1);
        }

        _mentions[group]++;
    }

    public void AddUnit(int group)
    {
        _units[group]++;
        Units++;
    }
}
