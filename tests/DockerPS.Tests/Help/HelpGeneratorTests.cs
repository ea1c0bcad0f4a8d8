using System.Xml.Linq;
using DockerPS.Help;

namespace DockerPS.Tests.Help;

public sealed class HelpGeneratorTests
{
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private static readonly XElement[] s_commands = [.. XDocument.Parse(HelpSample.Generate(HelpSample.Docs())).Root!.Elements()];

    private static readonly XElement s_get = Command("Get-Widget");
    private static readonly XElement s_remove = Command("Remove-Widget");

    [Fact]
    public void Every_cmdlet_has_its_name_synopsis_and_description()
    {
        Assert.Equal(["Get-Widget", "Remove-Widget"], s_commands.Select(command => command.Element(s_command + "details")!.Element(s_command + "name")!.Value));
        Assert.Equal("Gets widgets.", s_get.Element(s_command + "details")!.Element(s_maml + "description")!.Value);
        Assert.Equal(
            [
                "Gets widgets.",
                "Without -Name it gets all of them, broken ones included. See Remove-Widget.",
                "- Fast: it asks once\n- It returns $null never",
            ],
            Paragraphs(s_get.Element(s_maml + "description")));
    }

    [Fact]
    public void The_aliases_of_a_cmdlet_close_its_description()
    {
        Assert.Equal("Alias: Drop-Widget.", Paragraphs(s_remove.Element(s_maml + "description")).Last());
    }

    [Fact]
    public void Syntax_has_an_item_per_parameter_set_the_default_one_first()
    {
        Assert.Equal(
            [["Name", "Limit", "Color", "All", "Warehouse", "Patience"], ["Id", "Limit", "Color", "Detail", "All", "Warehouse", "Patience"]],
            Syntax(s_get));
    }

    [Fact]
    public void Syntax_is_by_position_then_mandatory_then_as_declared_with_whatif_and_confirm_last()
    {
        Assert.Equal([["Reason", "InputObject", "When", "Option", "Patience", "Rest", "Warehouse", "WhatIf", "Confirm"]], Syntax(s_remove));
    }

    [Fact]
    public void Syntax_shows_the_values_of_a_closed_set_and_no_value_for_a_switch()
    {
        XElement[] parameters = [.. s_get.Descendants(s_command + "syntaxItem").Last().Elements(s_command + "parameter")];
        XElement detail = parameters.Single(each => Name(each) == "Detail");
        Assert.Equal(["Little", "Much"], detail.Element(s_command + "parameterValueGroup")!.Elements().Select(value => value.Value));
        XElement color = parameters.Single(each => Name(each) == "Color");
        Assert.Equal(["Red", "Blue"], color.Element(s_command + "parameterValueGroup")!.Elements().Select(value => value.Value));
        Assert.Null(parameters.Single(each => Name(each) == "All").Element(s_command + "parameterValue"));
    }

    [Fact]
    public void A_parameter_says_how_it_binds()
    {
        XElement name = Parameter(s_get, "Name");
        Assert.Equal("false", (string?)name.Attribute("required"));
        Assert.Equal("0", (string?)name.Attribute("position"));
        Assert.Equal("true", (string?)name.Attribute("globbing"));
        Assert.Equal("True (ByValue, ByPropertyName)", (string?)name.Attribute("pipelineInput"));
        Assert.Equal("string[]", name.Element(s_command + "parameterValue")!.Value);

        XElement id = Parameter(s_get, "Id");
        Assert.Equal("true", (string?)id.Attribute("required"));
        Assert.Equal("named", (string?)id.Attribute("position"));
        Assert.Equal("True (ByPropertyName)", (string?)id.Attribute("pipelineInput"));
    }

    [Fact]
    public void A_parameter_says_its_default_its_aliases_and_its_values()
    {
        Assert.Equal("16", Parameter(s_get, "Limit").Element(s_dev + "defaultValue")!.Value);
        Assert.Equal("int", Parameter(s_get, "Limit").Element(s_command + "parameterValue")!.Value);
        Assert.Equal("False", Parameter(s_get, "All").Element(s_dev + "defaultValue")!.Value);
        Assert.Equal(["How much to say.", "Accepted values: Little, Much."], Paragraphs(Parameter(s_get, "Detail").Element(s_maml + "description")));
        // Declared in the base class.
        Assert.Equal("Store, s", (string?)Parameter(s_remove, "Warehouse").Attribute("aliases"));
    }

    [Fact]
    public void An_override_without_a_comment_has_that_of_what_it_overrides()
    {
        XElement patience = Parameter(s_remove, "Patience");
        Assert.Equal(["How long to wait."], Paragraphs(patience.Element(s_maml + "description")));
        Assert.Equal("30 seconds", patience.Element(s_dev + "defaultValue")!.Value);
        Assert.Equal("True (ByPropertyName)", (string?)patience.Attribute("pipelineInput"));
    }

    [Fact]
    public void A_parameter_that_is_hidden_is_not_in_the_help()
    {
        Assert.DoesNotContain(s_get.Descendants(s_command + "parameter"), parameter => Name(parameter) == "Legacy");
    }

    [Fact]
    public void What_goes_in_and_what_comes_out()
    {
        Assert.Equal(["System.String", "System.Object"], Types(s_get, "inputType"));
        Assert.Equal(["DockerPS.HelpSample.Widget", "System.Object"], Types(s_remove, "inputType"));
        Assert.Equal(["DockerPS.HelpSample.Widget"], Types(s_get, "returnValue"));
        Assert.Equal(["None"], Types(s_remove, "returnValue"));
    }

    [Fact]
    public void Examples_keep_their_lines_and_carry_their_title()
    {
        XElement[] examples = [.. s_get.Descendants(s_command + "example")];
        Assert.Equal(["-------- Example 1: Blue ones --------", "-------- Example 2 --------"], examples.Select(each => each.Element(s_maml + "title")!.Value));
        Assert.Equal("Get-Widget -Color Blue |\n    Remove-Widget", examples[0].Element(s_dev + "code")!.Value);
        Assert.Equal("Removes what is blue.", Paragraphs(examples[0].Element(s_dev + "remarks")).First());
    }

    [Fact]
    public void Links_come_from_seealso_and_from_the_cmdlets_that_the_text_names()
    {
        Assert.Equal(["Widgets", "Remove-Widget", "about_DockerPS"], s_get.Descendants(s_maml + "linkText").Select(link => link.Value));
        Assert.Equal("https://widgets.invalid/", s_get.Descendants(s_maml + "uri").Last(uri => uri.Value.Length > 0).Value);
    }

    [Fact]
    public void A_cmdlet_or_a_parameter_without_a_summary_is_named_and_all_are_told_at_once()
    {
        XDocument docs = HelpSample.Docs();
        Member(docs, "T:DockerPS.HelpSample.RemoveWidgetCommand").Element("summary")!.Value = " ";
        Member(docs, "P:DockerPS.HelpSample.GetWidgetCommand.Limit").Remove();

        HelpException exception = Assert.Throws<HelpException>(() => HelpSample.Generate(docs));

        Assert.Equal(2, exception.Problems.Count);
        Assert.Contains(exception.Problems, problem => problem.StartsWith("Remove-Widget ", StringComparison.Ordinal));
        Assert.Contains(exception.Problems, problem => problem.StartsWith("Get-Widget -Limit ", StringComparison.Ordinal));
    }

    private static XElement Member(XDocument docs, string name) => docs.Descendants("member").Single(member => (string?)member.Attribute("name") == name);

    private static XElement Command(string name) => s_commands.Single(command => command.Element(s_command + "details")!.Element(s_command + "name")!.Value == name);

    private static string Name(XElement parameter) => parameter.Element(s_maml + "name")!.Value;

    private static string[][] Syntax(XElement command) =>
        [.. command.Descendants(s_command + "syntaxItem").Select(item => item.Elements(s_command + "parameter").Select(Name).ToArray())];

    private static XElement Parameter(XElement command, string name) =>
        command.Element(s_command + "parameters")!.Elements().Single(parameter => Name(parameter) == name);

    private static IEnumerable<string> Types(XElement command, string element) =>
        command.Descendants(s_command + element).Select(type => type.Element(s_dev + "type")!.Value);

    private static IEnumerable<string> Paragraphs(XElement? element) => element!.Elements(s_maml + "para").Select(para => para.Value);
}
