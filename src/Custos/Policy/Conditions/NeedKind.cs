namespace Custos.Policy.Conditions;

/// <summary>What sort of thing does a rule ask of the gate?</summary>
public enum NeedKind
{
    /// <summary>Does the text say an entry of a list?</summary>
    Phrase,

    /// <summary>Does a named regular expression match?</summary>
    Pattern,

    /// <summary>How much of a template does the text hold?</summary>
    Template,

    /// <summary>Does it hold identifiers of a kind?</summary>
    Identifier,

    /// <summary>What does the text say in one reading?</summary>
    View,

    /// <summary>Which language is it?</summary>
    Language,

    /// <summary>How often did something happen in a window?</summary>
    Count,

    /// <summary>How much came together in a window?</summary>
    Sum,

    /// <summary>How many different values were there in a window?</summary>
    Distinct,

    /// <summary>How many turns has the conversation had?</summary>
    Turns,

    /// <summary>What was said of the turn before?</summary>
    Previous,

    /// <summary>How likely is a label?</summary>
    Score,

    /// <summary>How likely is a label for the conversation's last turns taken together?</summary>
    ConversationScore,

    /// <summary>What does a judge say?</summary>
    Judge,
}
