namespace Custos.Policy.Conditions;

/// <summary>Which number has which variable of a condition?</summary>
internal static class ConditionVariable
{
    public const int Text = 0;
    public const int Raw = 1;
    public const int Direction = 2;
    public const int User = 3;
    public const int Organisation = 4;
    public const int Conversation = 5;
    public const int Address = 6;
    public const int Endpoint = 7;
    public const int Region = 8;
    public const int Now = 9;
    public const int ToolName = 10;
    public const int ToolArguments = 11;

    /// <summary>Asked by <c>tier()</c>; it has no name of its own.</summary>
    public const int CustomerTier = 12;
}
