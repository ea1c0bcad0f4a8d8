using DockerPS.Engine.Compose;

namespace DockerPS.Tests.Compose;

public sealed class ProjectLoadingTests
{
    private const string Empty = "services: {a: {image: a}}\n";

    [Fact]
    public void The_file_and_its_override_are_found_also_from_below()
    {
        using Project project = new Project(Empty).Write("compose.override.yml", "services: {a: {image: b}}").Write("sub/deep/x", "");
        ComposeTree tree = project.Tree(options => options with { CurrentDirectory = project.Path("sub/deep") });
        Assert.Equal([project.Path("compose.yaml"), project.Path("compose.override.yml")], tree.Files);
        Assert.Equal((project.Folder, "proj"), (tree.ProjectDirectory, tree.ProjectName));
        Assert.Equal("'b'", Tree.Show(((ComposeMapping)((ComposeMapping)tree.Root["services"]!)["a"]!)["image"]!));
    }

    [Theory]
    [InlineData("compose.yml")]
    [InlineData("docker-compose.yml")]
    [InlineData("docker-compose.yaml")]
    public void Every_name_is_found(string name)
    {
        using Project project = new Project().Write(name, Empty);
        Assert.Equal([project.Path(name)], project.Tree().Files);
    }

    [Fact]
    public void Of_several_names_the_first_is_read_with_a_warning()
    {
        using Project project = new Project(Empty).Write("docker-compose.yml", "services: {x: {image: x}}");
        ComposeTree tree = project.Tree();
        Assert.Equal([project.Path("compose.yaml")], tree.Files);
        Assert.Equal([$"{project.Folder}: of compose.yaml, docker-compose.yml the first is read"], tree.Warnings.Texts);
    }

    [Fact]
    public void Without_a_file_the_names_are_told()
    {
        using var project = new Project();
        ComposeException error = Assert.Throws<ComposeException>(() => ComposeTreeLoader.Load(project.Options with { Paths = [project.Folder] }));
        Assert.Equal(("ComposeFileNotFound", "compose.yaml, compose.yml, docker-compose.yml, docker-compose.yaml"), (error.ErrorId, error.Expected));
    }

    [Fact]
    public void Given_files_are_merged_and_have_no_override()
    {
        using Project project = new Project(Empty).Write("compose.override.yml", "services: {a: {image: b}}").Write("more/prod.yaml", "services: {a: {volumes: ['./d:/d']}}");
        ComposeTree tree = project.Tree(options => options with { Paths = [project.Path("compose.yaml"), project.Path("more/prod.yaml")] });
        Assert.Equal("{services: {a: {image: 'a', volumes: ['{DIR}/d:/d']}}}".Replace("{DIR}", project.Folder, StringComparison.Ordinal), Tree.Show(tree.Root));
    }

    [Fact]
    public void Variables_name_the_files()
    {
        using Project project = new Project().Write("one.yaml", Empty).Write("d/two.yaml", "services: {b: {image: b}}");
        project.Environment["COMPOSE_FILE"] = "one.yaml;d/two.yaml";
        project.Environment["COMPOSE_PATH_SEPARATOR"] = ";";
        Assert.Equal("{a: {image: 'a'}, b: {image: 'b'}}", project.Show("services"));
        project.Environment.Clear();
        project.Write(".env", "COMPOSE_FILE=one.yaml\nCOMPOSE_PROJECT_NAME=fromenv\n");
        Assert.Equal("fromenv", project.Tree().ProjectName);
    }

    [Fact]
    public void A_text_is_a_project_of_the_current_folder()
    {
        using var project = new Project();
        ComposeTree tree = project.Tree(options => options with { Text = "services: {a: {build: x}}" });
        Assert.Equal(("proj", project.Folder), (tree.ProjectName, tree.ProjectDirectory));
        Assert.Equal($"{{a: {{build: '{project.Path("x")}'}}}}", Tree.Show(tree.Root["services"]!));
    }

    [Theory]
    [InlineData(null, null, "proj")]
    [InlineData(null, "My.App_1", "myapp_1")]
    [InlineData(null, "${NAME}-x", "value-x")]
    [InlineData("env", "file", "env")]
    public void The_name_is_found(string? variable, string? written, string expected)
    {
        using var project = new Project((written is null ? "" : $"name: {written}\n") + Empty + "x-name: ${COMPOSE_PROJECT_NAME}\n");
        project.Environment["NAME"] = "value";
        if (variable is not null)
            project.Environment["COMPOSE_PROJECT_NAME"] = variable;
        Assert.Equal(expected, project.Tree().ProjectName);
        Assert.Equal($"'{expected}'", project.Show("x-name"));
        Assert.Equal("given", project.Tree(options => options with { ProjectName = "given" }).ProjectName);
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("-x")]
    [InlineData("a b")]
    [InlineData("")]
    public void A_name_that_cannot_be_is_an_error(string name)
    {
        using var project = new Project(Empty);
        Assert.Equal("ComposeProjectNameInvalid", project.Error(options => options with { ProjectName = name }).ErrorId);
    }

    [Fact]
    public void Variables_come_from_the_caller_then_from_files()
    {
        using Project project = new Project("services: {a: {image: '${A}-${B}-${C:-none}'}}").Write(".env", "A=file\nB=file\n").Write("other.env", "B=other\nC=other\n");
        project.Environment["A"] = "caller";
        Assert.Equal("'caller-file-none'", project.Show("services.a.image"));
        Assert.Equal("'caller-other-other'", project.Show("services.a.image", options => options with { EnvironmentFiles = [project.Path(".env"), project.Path("other.env")] }));
        Assert.Equal("'caller--none'", project.Show("services.a.image", options => options with { NoDefaultEnvironmentFile = true }));
        project.Environment["COMPOSE_ENV_FILES"] = "other.env";
        Assert.Equal("'caller-other-other'", project.Show("services.a.image"));
        project.Environment.Remove("COMPOSE_ENV_FILES");
        project.Environment["COMPOSE_DISABLE_ENV_FILE"] = "true";
        Assert.Equal("'caller--none'", project.Show("services.a.image"));
    }

    [Fact]
    public void The_variables_of_the_files_are_listed()
    {
        using var project = new Project("services: {a: {image: '${A:-x}$B', command: '${C?need} ${A:+alt}'}}");
        project.Environment["C"] = "c";
        ComposeTree tree = project.Tree();
        Assert.Equal(["A False x alt ", "B False   ", "C True   c"], tree.Variables.Select(static v => $"{v.Name} {v.Required} {v.DefaultValue} {v.AlternateValue} {v.Value}"));
        Assert.Equal(["compose.yaml:1:23: services.a.image: the variable B is not set; nothing is put in for it"], tree.Warnings.Texts);
        Assert.Equal(3, project.Tree(options => options with { NoInterpolate = true }).Variables.Count);
        Assert.Equal("'${A:-x}$B'", project.Show("services.a.image", options => options with { NoInterpolate = true }));
    }

    [Fact]
    public void A_variable_that_must_be_set_is_an_error_of_its_own()
    {
        using var project = new Project("services:\n  a:\n    image: ${TAG:?give a tag}\n");
        ComposeException error = project.Error();
        Assert.Equal(("ComposeVariableRequired", "compose.yaml:3:12: services.a.image: the variable TAG is not set: give a tag."), (error.ErrorId, error.Message));
    }

    [Fact]
    public void Extends_takes_over_and_obeys_reset_and_override()
    {
        using Project project = new Project("""
            services:
              a: {extends: b, ports: !override ["2:2"], environment: {A: !reset null, C: c}}
              b: {extends: {file: sub/base.yaml, service: base}, environment: [B=b]}
            """).Write("sub/base.yaml", """
            services:
              base: {extends: root, image: i, environment: {A: a}, ports: ["1:1"], volumes: ["./v:/v"], build: {}}
              root: {command: x, env_file: e.env}
            """);
        Assert.Equal(
            "{command: 'x', env_file: '{DIR}/sub/e.env', image: 'i', environment: {B: 'b', C: 'c'}, ports: ['2:2'], volumes: ['{DIR}/sub/v:/v'], build: {context: '{DIR}'}}",
            project.Show("services.a", options => options with { NoEnvironmentResolution = true }));
    }

    [Fact]
    public void Reset_reaches_through_extends_to_an_earlier_file()
    {
        using Project project = new Project("services: {a: {image: a, ports: ['1:1']}, b: {image: b}}")
            .Write("compose.override.yml", "services: {a: {extends: {service: c}, ports: !reset []}, c: {command: x, ports: ['3:3']}}");
        Assert.Equal("{image: 'a', command: 'x'}", project.Show("services.a"));
    }

    [Theory]
    [InlineData("a: {extends: a}", "services.a.extends: the service extends itself: a extends a")]
    [InlineData("a: {extends: b}\n  b: {extends: {service: c}}\n  c: {extends: a}", "the service extends itself: a extends b extends c extends a")]
    [InlineData("a: {extends: {service: a, file: compose.yaml}}", "the service extends itself: a extends a")]
    [InlineData("a: {extends: x}\n  b: {image: b}", "services.a.extends: there is no service x to extend; expected a, b")]
    [InlineData("a: {extends: {file: no.yaml, service: x}}", "services.a.extends.file: there is no compose file")]
    [InlineData("a: {extends: {file: 'https://h/x.yaml', service: x}}", "is on another machine; only local files are read")]
    [InlineData("a: {extends: {file: x}}", "services.a.extends: the service is missing")]
    [InlineData("a: {extends: {services: x}}", "services.a.extends.services: extends has no key services")]
    [InlineData("a: {extends: [x]}", "services.a.extends: found a list")]
    public void Extends_that_cannot_be_is_told(string services, string message)
    {
        using var project = new Project($"services:\n  {services}\n");
        Assert.Contains(message, project.Error().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Include_reads_projects_of_their_own()
    {
        using Project project = new Project("""
            include:
              - sub/compose.yaml
              - {path: [one/a.yaml, one/b.yaml], project_directory: dir, env_file: one/v.env}
            services:
              x: {image: "x:${TAG:-none}"}
              a: {labels: {main: "1"}}
            """)
            .Write("sub/compose.yaml", "include: [deeper/compose.yaml]\nservices: {s: {image: 's:${TAG}', volumes: ['./v:/v']}}\nvolumes: {v: {}}\nname: ignored\n")
            .Write("sub/.env", "TAG=sub")
            .Write("sub/deeper/compose.yaml", "services: {d: {image: 'd:${TAG}', build: .}}")
            .Write("one/a.yaml", "services: {a: {image: 'a:${V}', volumes: ['./v:/v'], ports: ['1:1']}}")
            .Write("one/b.yaml", "services: {a: {ports: ['2:2']}}")
            .Write("one/v.env", "V=v\n");
        Assert.Equal(
            "{x: {image: 'x:none'}, a: {image: 'a:v', volumes: ['{DIR}/dir/v:/v'], ports: ['1:1', '2:2'], labels: {main: '1'}}, s: {image: 's:sub', volumes: ['{DIR}/sub/v:/v']}, d: {image: 'd:sub', build: '{DIR}/sub/deeper'}}",
            project.Show("services"));
        Assert.Equal("proj", project.Tree().ProjectName);
        project.Environment["TAG"] = "mine";
        Assert.Equal("'s:mine'", project.Show("services.s.image"));
    }

    [Theory]
    // The including file has it otherwise, or two included ones have; what is the same, also by two ways, is no conflict.
    [InlineData("include: [one.yaml]\nservices:\n  a: {image: x}\n", "'x'", "compose.yaml:3:3: services.a: this lies over what is included with one.yaml:1:12")]
    [InlineData("include: [one.yaml, two.yaml]\n", "'y'", "one.yaml:1:12: services.a: this lies over what is included with two.yaml:1:12")]
    [InlineData("include: [one.yaml]\nservices:\n  a: {command: q, image: y}\n", "'y'", null)]
    [InlineData("include: [one.yaml, three.yaml]\n", "'y'", null)]
    [InlineData("include: [{path: [one.yaml, two.yaml]}]\n", "'z'", null)]
    public void What_lies_over_something_that_is_included_is_told(string text, string image, string? warning)
    {
        using Project project = new Project(text)
            .Write("one.yaml", "services: {a: {image: y, command: q}}")
            .Write("two.yaml", "services: {a: {image: z}}")
            .Write("three.yaml", "include: [one.yaml]\nservices: {c: {image: c}}");
        Assert.Equal(image, project.Show("services.a.image"));
        IReadOnlyList<string> warnings = project.Tree().Warnings.Texts;
        Assert.Equal(warning is null ? 0 : 1, warnings.Count);
        Assert.All(warnings, given => Assert.StartsWith(warning!, given, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("include: [compose.yaml]", "the file includes itself")]
    [InlineData("include: [no.yaml]", "include[0]: there is no compose file")]
    [InlineData("include: x.yaml", "include: found \"x.yaml\"; expected a list of paths")]
    [InlineData("include: [{project_directory: x}]", "include[0]: the path is missing")]
    [InlineData("include: [{paths: x}]", "include[0].paths: include has no key paths")]
    [InlineData("include: ['oci://x/y']", "is on another machine")]
    [InlineData("include: ['https://github.com/x/y.git']", "is on another machine")]
    [InlineData("include: [{path: compose2.yaml, env_file: no.env}]", "include[0]: there is no file of variables")]
    public void Include_that_cannot_be_is_told(string include, string message)
    {
        using Project project = new Project(Empty + include + "\n").Write("compose2.yaml", Empty);
        Assert.Contains(message, project.Error().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_include_each_other_twice_over_are_stopped()
    {
        using var project = new Project("include: [f1.yaml, ./f1.yaml]\nservices: {}\n");
        for (int level = 1; level < 12; level++)
            project.Write($"f{level}.yaml", $"include: [f{level + 1}.yaml, ./f{level + 1}.yaml]\nservices: {{}}\n");
        project.Write("f12.yaml", Empty);
        Assert.Contains("more than 1000 files", project.Error().Message, StringComparison.Ordinal);
    }

    // The example of the specification.
    [Theory]
    [InlineData("", "foo", "bar, baz, zot")]
    [InlineData("test", "foo, bar, baz", "zot")]
    [InlineData("debug,test", "foo, bar, baz, zot", "")]
    [InlineData("*", "foo, bar, baz, zot", "")]
    public void Profiles_choose_services(string profiles, string active, string disabled)
    {
        using Project project = Profiles();
        string[] given = profiles.Split(',', StringSplitOptions.RemoveEmptyEntries);
        ComposeProject loaded = project.Load(options => options with { Profiles = given });
        Assert.Equal((active, disabled), (string.Join(", ", loaded.Services.Names), string.Join(", ", loaded.DisabledServices.Names)));
        Assert.Equal(["debug", "test"], loaded.AllProfiles);
        project.Environment["COMPOSE_PROFILES"] = profiles;
        Assert.Equal(active, string.Join(", ", project.Load().Services.Names));
    }

    [Fact]
    public void A_service_that_needs_an_inactive_one_is_an_error()
    {
        using Project project = Profiles();
        Assert.Contains("\"bar\" is not active", project.Error(options => options with { Profiles = ["debug"] }).Message, StringComparison.Ordinal);
        project.Load(options => options with { Profiles = ["debug"], NoConsistency = true });
    }

    [Theory]
    [InlineData("bar", "bar")]
    [InlineData("baz", "bar, baz")]
    [InlineData("foo", "foo")]
    public void Wanted_services_come_with_what_they_need(string wanted, string expected)
    {
        using Project project = Profiles();
        Assert.Equal(expected, string.Join(", ", project.Load(options => options with { Services = [wanted] }).Services.Names));
        Assert.Equal("ComposeServiceNotFound", project.Error(options => options with { Services = ["nobody"] }).ErrorId);
    }

    [Fact]
    public void Paths_are_resolved_where_they_are_paths()
    {
        using var project = new Project("""
            services:
              a:
                build: {context: sub/../ctx/, additional_contexts: ["x=./x", "y=docker-image://y"], ssh: [default, "k=id"]}
                volumes: ["./v:/v", "named:/n", "../up:/u", "/abs/./x:/a", "C:\\win:/w", {type: bind, source: b, target: /b}, {type: volume, source: named, target: /c}]
                env_file: [e.env, {path: f.env, required: false}]
                label_file: l.txt
                develop: {watch: [{path: w, action: rebuild}]}
              b: {build: "https://github.com/x/y.git"}
              c: {build: "git@host:x/y.git"}
            configs: {c: {file: ./c}}
            secrets: {s: {file: s}, e: {environment: E}}
            volumes: {named: {driver: local, driver_opts: {o: bind, device: ./dev}}, other: {driver_opts: {device: ./dev}}}
            """);
        string shown = project.Show("", options => options with { NoEnvironmentResolution = true });
        string up = Path.Join(Path.GetDirectoryName(project.Folder), "up");
        Assert.Equal(
            "{services: {a: {build: {context: '{DIR}/ctx', additional_contexts: ['x={DIR}/x', 'y=docker-image://y'], ssh: ['default', 'k={DIR}/id']}, "
            + $"volumes: ['{{DIR}}/v:/v', 'named:/n', '{up}:/u', '/abs/./x:/a', 'C:\\win:/w', {{type: 'bind', source: '{{DIR}}/b', target: '/b'}}, {{type: 'volume', source: 'named', target: '/c'}}], "
            + "env_file: ['{DIR}/e.env', {path: '{DIR}/f.env', required: false}], label_file: '{DIR}/l.txt', develop: {watch: [{path: '{DIR}/w', action: 'rebuild'}]}}, "
            + "b: {build: 'https://github.com/x/y.git'}, c: {build: 'git@host:x/y.git'}}, configs: {c: {file: '{DIR}/c'}}, secrets: {s: {file: '{DIR}/s'}, e: {environment: 'E'}}, "
            + "volumes: {named: {driver: 'local', driver_opts: {o: 'bind', device: '{DIR}/dev'}}, other: {driver_opts: {device: './dev'}}}}",
            shown);
        Assert.Contains("volumes: ['./v:/v'", project.Show("", options => options with { NoEnvironmentResolution = true, NoPathResolution = true }), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_of_variables_and_labels_go_under_what_the_service_says()
    {
        using Project project = new Project("services: {a: {image: a, env_file: [a.env, b.env], environment: [OWN=1, ASK, NO], label_file: l, labels: [x=own]}}")
            .Write("a.env", "A=1\nB=a\nOWN=file\nC=$OWN$P\n").Write("b.env", "B=b\n").Write("l", "x=file\ny=2\n").Write(".env", "ASK=asked\nP=p\n");
        Assert.Equal("{OWN: '1', ASK: 'asked', NO: null, A: '1', B: 'b', C: '1p'}", project.Show("services.a.environment"));
        Assert.Equal("{x: 'own', y: '2'}", project.Show("services.a.labels"));
        Assert.Equal("", project.Show("services.a.env_file"));
        Assert.Equal("['{DIR}/a.env', '{DIR}/b.env']", project.Show("services.a.env_file", options => options with { NoEnvironmentResolution = true }));
    }

    [Theory]
    [InlineData("env_file")]
    [InlineData("label_file")]
    public void A_mapping_with_a_file_stands_in_a_list(string key)
    {
        using Project project = new Project($"services: {{a: {{image: a, {key}: {{path: a.env}}}}}}")
            .Write("over.yaml", $"services: {{a: {{{key}: a.env}}}}").Write("a.env", "A=1\n");
        ComposeException error = project.Error();
        Assert.Equal($"services.a.{key}", error.Path);
        Assert.Contains("found a mapping; expected", error.Message, StringComparison.Ordinal);
        Assert.Equal($"services.a.{key}", project.Error(options => options with { NoEnvironmentResolution = true }).Path);
        Assert.Equal($"services.a.{key}", project.Error(options => options with { Paths = [project.Path("compose.yaml"), project.Path("over.yaml")] }).Path);
    }

    [Fact]
    public void Dollar_signs_that_aliases_multiply_are_stopped()
    {
        using var project = new Project($"x-a: &a '$${new string('x', 1 << 20)}'\nx-b: [{string.Join(',', Enumerable.Repeat("*a", 100))}]\nservices: {{a: {{image: a}}}}\n");
        Assert.Contains("the variables make the text too long", project.Error().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_of_variables_is_an_error_only_where_it_is_needed()
    {
        using var project = new Project("services: {a: {image: a, env_file: [{path: no.env, required: false}]}, b: {image: b, profiles: [x], env_file: no.env}}");
        project.Load();
        ComposeException error = project.Error(options => options with { Profiles = ["x"] });
        Assert.Equal(("ComposeFileNotFound", "services.b.env_file"), (error.ErrorId, error.Path));
    }

    [Theory]
    [InlineData("", "compose.yaml: the file is empty; expected services.")]
    [InlineData("# nothing\n", "compose.yaml: the file is empty; expected services.")]
    [InlineData("- a\n", "compose.yaml:1:1: found a list; expected a mapping with services at the top of the file.")]
    [InlineData("text\n", "compose.yaml:1:1: found \"text\"; expected a mapping with services at the top of the file.")]
    [InlineData("services: [a]\n", "compose.yaml:1:11: services: found a list; expected a mapping of services.")]
    [InlineData("services: {a: {image: '${'}}\n", "compose.yaml:1:23: services.a.image: in \"${\" a brace is not closed; expected $NAME")]
    [InlineData("services:\n  a:\n    image: x\n    image: y\n", "compose.yaml:4:5: services.a.image: the key stands here twice, first at compose.yaml:3:5; expected every key once.")]
    [InlineData("services:\n  a:\n   image: x\n  - b\n", "compose.yaml:4:3: the text is no YAML")]
    public void Malformed_files_are_told_with_their_places(string text, string message)
    {
        using var project = new Project(text);
        Assert.StartsWith(message, project.Error().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_text_is_an_error()
    {
        using var project = new Project();
        File.WriteAllBytes(project.Path("compose.yaml"), [0x73, 0xFF, 0xFE, 0x80]);
        Assert.Contains("is no UTF-8 text", project.Error().Message, StringComparison.Ordinal);
        File.WriteAllBytes(project.Path("compose.yaml"), [0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes(Empty)]);
        Assert.Equal("'a'", project.Show("services.a.image"));
    }

    [Fact]
    public void Tags_that_mean_nothing_are_told()
    {
        using var project = new Project("services: {a: !thing {image: !!str 5}}");
        Assert.Equal(["compose.yaml:1:15: services.a: the tag !thing means nothing in a compose file"], project.Tree().Warnings.Texts);
    }

    private static Project Profiles() => new("""
        services:
          foo: {image: foo}
          bar: {image: bar, profiles: [test]}
          baz: {image: baz, depends_on: [bar], profiles: [test]}
          zot: {image: zot, depends_on: [bar], profiles: [debug]}
        """);
}
